importScripts("precache.js");
