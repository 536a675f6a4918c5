// A function for CloudFront (event: viewer request) in front of a bucket: the
// address of a folder is answered with its index.html, and /news leads to
// /news/. Names with a full stop are files.
function handler(event) {
  var request = event.request;
  if (request.uri.endsWith("/")) {
    request.uri += "index.html";
  } else if (!request.uri.split("/").pop().includes(".")) {
    return {
      statusCode: 301,
      statusDescription: "Moved Permanently",
      headers: { location: { value: request.uri + "/" } },
    };
  }
  return request;
}
