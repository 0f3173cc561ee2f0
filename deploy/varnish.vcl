vcl 4.1;

# Varnish in front of Khabar, purged by keys (Debian: apt install varnish varnish-modules).
#
#   varnishd -f …/deploy/varnish.vcl -a :6081 -s malloc,1g -p http_gzip_support=off
#
# http_gzip_support=off: Khabar sends each encoding ready-made, brotli too. In Khabar's settings:
#   KHABAR_PAGES_IN_FRONT='[{"BACKEND": "khabar.delivery.forwarding.VarnishFront",
#                            "LOCATION": "http://127.0.0.1:6081"}]'

import std;
import xkey;

backend khabar {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .max_connections = 200;
    .probe = {
        .url = "/livez";
        .interval = 2s;
        .timeout = 1s;
        .window = 5;
        .threshold = 3;
        .initial = 3;
    }
}

acl khabar_itself {
    "localhost";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ khabar_itself) {
            return (synth(405));
        }
        set req.http.n-gone = xkey.purge(req.http.xkey);
        return (synth(200, req.http.n-gone + " pages purged"));
    }
    unset req.http.X-Forwarded-Host;
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Who is signed in at the desk is sent on to Khabar; other cookies are nothing to us.
    if (req.http.Cookie ~ "(^|;\s*)(__Host-desk|sessionid)=" || req.url ~ "^/desk/") {
        return (pass);
    }
    unset req.http.Cookie;
    # One of three, so that no header of a reader makes a fourth copy. "br;q=0" means no.
    if (req.http.Accept-Encoding ~ "(?i)(^|,)\s*br\s*(,|$|;\s*q=(1|0?\.0*[1-9]))") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|,)\s*gzip\s*(,|$|;\s*q=(1|0?\.0*[1-9]))") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    # Where a link was found says nothing about the page.
    set req.url = regsuball(req.url, "(?<=[?&])(utm_[a-z]+|fbclid|gclid|igshid|mc_[a-z]+)=[^&]*&?", "");
    set req.url = regsub(req.url, "[?&]$", "");
    set req.url = std.querysort(req.url);
    if (std.healthy(req.backend_hint)) {
        set req.grace = 10s;
    }
    return (hash);
}

sub vcl_backend_response {
    set beresp.http.xkey = beresp.http.Surrogate-Key;
    if (beresp.status >= 500) {
        # What is kept is better than an error, also when it is fetched in the background.
        if (bereq.is_bgfetch) {
            return (abandon);
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
    if (beresp.http.Cache-Control !~ "^public") {
        set beresp.uncacheable = true;
        set beresp.ttl = 10s;
        return (deliver);
    }
    # Served this long while Khabar doesn't answer; while it does, `req.grace` above counts.
    set beresp.grace = 24h;
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Cache-Tag;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
