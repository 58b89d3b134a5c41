package groundplan.cloudfront;

import groundplan.kernel.Setting;

/** The security headers of every response, overriding the origin's. */
public record HeaderSettings(
        @Setting(
                        value = "Strict-Transport-Security: max-age in seconds, including subdomains.",
                        byDefault = "31536000",
                        min = 31536000,
                        max = 63072000)
                int strictTransportSecuritySeconds,
        @Setting(
                        value = "Strict-Transport-Security: add preload, for browsers' HSTS preload lists.",
                        byDefault = "true")
                boolean preload,
        @Setting(
                        value = "X-Frame-Options: whether pages may be framed by no site, or by the same site only.",
                        byDefault = "DENY",
                        oneOf = {"DENY", "SAMEORIGIN"})
                String frameOptions,
        @Setting(
                        value = "Referrer-Policy.",
                        byDefault = "strict-origin-when-cross-origin",
                        oneOf = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"})
                String referrerPolicy,
        @Setting(
                        value =
                                "Content-Security-Policy. The default is for single-page applications: styles may be inline and images and fonts in"
                                        + " data URIs, as their build tools and component libraries need; scripts may not be inline (add their hashes to"
                                        + " script-src), and other hosts that pages call need a connect-src.",
                        byDefault =
                                "\"default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none';"
                                        + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:\"",
                        pattern = HeaderSettings.ONE_LINE)
                String contentSecurityPolicy) {
    /** A header is one line of printable characters. */
    static final String ONE_LINE = "[ -~]+";
}
