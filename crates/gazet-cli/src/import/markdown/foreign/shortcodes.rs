//! What only the program that a folder was written for understands in a text.

use crate::html::Losses;
use std::ops::Range;

/// The text as Markdown; what stays is text, what goes is named.
pub(super) fn read(text: &str, losses: &mut Losses) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for code in code(text) {
        out.push_str(&prose(&text[at..code.start], losses));
        out.push_str(&raw(&text[code.clone()]));
        at = code.end;
    }
    out.push_str(&prose(&text[at..], losses));
    out
}

/// Code keeps its braces, but for the marks that protect them.
fn raw(code: &str) -> String {
    let mut code = code.to_owned();
    for mark in ["{% raw %}", "{% endraw %}", "{%raw%}", "{%endraw%}"] {
        code = code.replace(mark, "");
    }
    code
}

/// The places of fenced blocks and of code in a line.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut fence: Option<(usize, String)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let mark: String = match bare.chars().next() {
            Some(c @ ('`' | '~')) => bare.chars().take_while(|own| *own == c).collect(),
            _ => String::new(),
        };
        match &fence {
            Some((start, open)) if mark.starts_with(open.as_str()) && bare.trim() == mark => {
                found.push(*start..at + line.len());
                fence = None;
            }
            Some(_) => {}
            None if mark.len() >= 3 && !bare[mark.len()..].contains('`') => {
                fence = Some((at, mark))
            }
            None => found.extend(in_line(line).map(|code| at + code.start..at + code.end)),
        }
        at += line.len();
    }
    if let Some((start, _)) = fence {
        found.push(start..text.len());
    }
    found
}

fn in_line(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + line[at..].find('`')?;
            let length = line[start..].chars().take_while(|c| *c == '`').count();
            let inside = start + length;
            let mark = &line[start..inside];
            match line[inside..].find(mark) {
                Some(end) => {
                    at = inside + end + length;
                    return Some(start..at);
                }
                None => at = inside,
            }
        }
    })
}

/// A tag: `{% name … %}`, `{{ … }}`, `{{< name … >}}`, `{: .class }`.
fn prose(text: &str, losses: &mut Losses) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let kinds =
            [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("{:", "}"), ("{#", "#}")];
        let found =
            kinds.iter().find(|(open, _)| rest.starts_with(open)).and_then(|(open, close)| {
                let end = rest[open.len()..].find(close)? + open.len();
                Some((*open, rest[open.len()..end].trim(), end + close.len()))
            });
        let Some((open, inside, length)) = found.filter(|(_, inside, _)| inside.len() < 2_000)
        else {
            let pelican = ["{filename}", "{static}", "{attach}"];
            let length =
                pelican.iter().find(|mark| rest.starts_with(**mark)).map_or(0, |mark| mark.len());
            if length == 0 {
                out.push('{');
            }
            rest = &rest[length.max(1)..];
            continue;
        };
        let before_note = rest[..length].contains('\n') && open == "{:";
        if before_note || (open == "{#" && !inside.contains(' ')) {
            // `{#anchor}` belongs to its heading.
            out.push('{');
            rest = &rest[1..];
            continue;
        }
        rest = &rest[length..];
        let inside = inside.trim_matches('-').trim();
        match open {
            "{:" | "{#" => {}
            "{{" => out.push_str(&value(inside, losses)),
            _ => out.push_str(&tag(inside, &mut rest, losses)),
        }
    }
    out.push_str(rest);
    out
}

/// `{{ site.url }}`, and the shortcodes that Zola writes like functions.
fn value(inside: &str, losses: &mut Losses) -> String {
    let name = inside.split(['|', ' ', '(']).next().unwrap_or_default();
    if matches!(name, "site.url" | "site.baseurl" | "SITEURL" | "site.BaseURL" | "get_url") {
        return match quoted(inside).first() {
            // `{{ "/path" | relative_url }}`, `{{ get_url(path="@/a.md") }}`
            Some(path) => path.trim_start_matches("@/").to_owned(),
            None => String::new(),
        };
    }
    let is_address = inside.contains("relative_url") || inside.contains("absolute_url");
    if let Some(path) = quoted(inside).first().filter(|_| is_address) {
        return (*path).to_owned();
    }
    if let Some(shown) = player(name, inside).filter(|_| inside.contains('(')) {
        return shown;
    }
    losses.note(format!("{{{{ {name} }}}}"));
    String::new()
}

fn tag(inside: &str, rest: &mut &str, losses: &mut Losses) -> String {
    let inside = inside.trim_end_matches('/').trim();
    let (name, arguments) = inside.split_once([' ', '(', '\n']).unwrap_or((inside, ""));
    // Up to the tag that ends it.
    let mut take = |ends: &[&str]| -> Option<String> {
        let (at, length) =
            ends.iter().filter_map(|end| Some((rest.find(end)?, end.len()))).min()?;
        let text = rest[..at].to_owned();
        *rest = &rest[at + length..];
        Some(text)
    };
    match name {
        "raw" => take(&["{% endraw %}", "{%endraw%}", "{% endraw%}"]).unwrap_or_default(),
        "comment" => {
            take(&["{% endcomment %}", "{%endcomment%}"]);
            String::new()
        }
        "highlight" => {
            let text = take(&[
                "{% endhighlight %}",
                "{{< /highlight >}}",
                "{{</ highlight >}}",
                "{{< / highlight >}}",
            ]);
            let language =
                arguments.split_whitespace().next().unwrap_or_default().trim_matches('"');
            format!("\n```{language}\n{}\n```\n", text.unwrap_or_default().trim_matches('\n'))
        }
        "link" | "post_url" | "ref" | "relref" => {
            let target = quoted(arguments).first().copied().unwrap_or(arguments.trim());
            target.trim_start_matches("@/").to_owned()
        }
        "figure" | "img" | "image" => match argument(arguments, "src")
            .or_else(|| argument(arguments, "path"))
        {
            Some(src) => {
                let words =
                    |key: &str| argument(arguments, key).unwrap_or_default().replace('"', "&quot;");
                let caption =
                    ["caption", "title", "attr"].map(words).into_iter().find(|w| !w.is_empty());
                format!(
                    "\n<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>\n\n",
                    src.replace('"', "&quot;"),
                    words("alt"),
                    caption.unwrap_or_default()
                )
            }
            None => {
                losses.note(format!("{{% {name} %}}"));
                String::new()
            }
        },
        _ => match player(name, arguments) {
            Some(shown) => shown,
            None => {
                // What it encloses stays.
                if !name.starts_with("end") && !name.starts_with('/') {
                    losses.note(format!("{{% {name} %}}"));
                }
                String::new()
            }
        },
    }
}

/// Players that programs know by name.
fn player(name: &str, arguments: &str) -> Option<String> {
    let id =
        argument(arguments, "id").or_else(|| quoted(arguments).first().map(|id| (*id).to_owned()));
    let id =
        id.unwrap_or_else(|| arguments.split_whitespace().next().unwrap_or_default().to_owned());
    let is_id =
        !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let address = match name {
        "youtube" if is_id => format!("https://www.youtube.com/watch?v={id}"),
        "vimeo" if is_id => format!("https://vimeo.com/{id}"),
        "instagram" if is_id => format!("https://www.instagram.com/p/{id}/"),
        "tweet" | "twitter" | "x" if is_id => {
            let user = argument(arguments, "user").unwrap_or_else(|| "i".to_owned());
            format!("https://twitter.com/{}/status/{id}", user.replace(['"', '<', '>'], ""))
        }
        _ => return None,
    };
    Some(format!("\n\n<iframe src=\"{address}\"></iframe>\n\n"))
}

/// `key="value"`, `key=value`
fn argument(arguments: &str, key: &str) -> Option<String> {
    let mut rest = arguments;
    while let Some((before, after)) = rest.split_once('=') {
        let own = before.rsplit([' ', ',', '(', '\n']).next().unwrap_or_default();
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        let (value, left) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find([' ', ',', ')', '\n']).unwrap_or(after.len())),
        };
        if own.trim() == key {
            return Some(value.to_owned());
        }
        rest = left;
    }
    None
}

/// The texts in quotation marks.
fn quoted(text: &str) -> Vec<&str> {
    let mark = if text.contains('"') { '"' } else { '\'' };
    text.split(mark).skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_add_is_text_or_named() {
        let check = |text: &str, expected: &str, lost: usize| {
            let mut losses = Losses::default();
            assert_eq!(read(text, &mut losses), expected, "{text}");
            assert_eq!(losses.count(), lost, "{text}: {losses:?}");
        };
        check("a {{ site.baseurl }}/b {% include x.html id=1 %}c", "a /b c", 1);
        check(
            "`{{ a }}` and\n```\n{% b %}\n```\n{{ page.title }}",
            "`{{ a }}` and\n```\n{% b %}\n```\n",
            1,
        );
        check(
            "{% highlight rust %}\nfn a() {}\n{% endhighlight %}",
            "\n```rust\nfn a() {}\n```\n",
            0,
        );
        check("{% raw %}{{ x }}{% endraw %}", "{{ x }}", 0);
        check(
            "[a]({% post_url 2020-01-01-b %}) [c]({{< ref \"d.md\" >}})",
            "[a](2020-01-01-b) [c](d.md)",
            0,
        );
        check(
            "{{< youtube abc >}}",
            "\n\n<iframe src=\"https://www.youtube.com/watch?v=abc\"></iframe>\n\n",
            0,
        );
        check("{{< note >}}kept{{< /note >}}", "kept", 1);
        check("text{: .lead} and ![a]({static}/b.png) {x}", "text and ![a](/b.png) {x}", 0);
        check("## Heading {#anchor}", "## Heading {#anchor}", 0);
    }
}
