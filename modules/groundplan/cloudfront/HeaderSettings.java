package groundplan.cloudfront;

import groundplan.kernel.Setting;

/** What every answer tells browsers, whatever the origin says. */
public record HeaderSettings(
        @Setting(
                        value = "Seconds for which browsers use HTTPS alone, on the names and all names below them.",
                        byDefault = "31536000",
                        min = 31536000,
                        max = 63072000)
                int strictTransportSecuritySeconds,
        @Setting(
                        value = "Agree to being on browsers' lists of names that they never ask for over HTTP.",
                        byDefault = "true")
                boolean preload,
        @Setting(
                        value = "Whether pages of other sites, or of this one, may frame these.",
                        byDefault = "DENY",
                        oneOf = {"DENY", "SAMEORIGIN"})
                String frameOptions,
        @Setting(
                        value = "What other sites learn of the page that a link was on.",
                        byDefault = "strict-origin-when-cross-origin",
                        oneOf = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"})
                String referrerPolicy,
        @Setting(
                        value = "What pages may load and call.",
                        byDefault =
                                "\"default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'\"")
                String contentSecurityPolicy) {}
