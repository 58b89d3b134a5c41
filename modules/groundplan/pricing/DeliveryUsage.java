package groundplan.pricing;

import groundplan.kernel.Setting;

/** Delivery from edge locations. */
public record DeliveryUsage(
        @Setting(
                        value = "Location of the viewers of CloudFront distributions, which determines the price.",
                        byDefault = "europe_north_america",
                        oneOf = {"europe_north_america", "africa_middle_east"})
                String viewers,
        @Setting(value = "GB from each CloudFront distribution to viewers.", byDefault = "100", min = 0)
                double cdnOutGb,
        @Setting(value = "Millions of HTTPS requests to each CloudFront distribution.", byDefault = "1", min = 0)
                double cdnRequestsMillion,
        @Setting(
                        value = "GB from each hosted app (Amplify) to viewers or to the distribution in front of it.",
                        byDefault = "20",
                        min = 0)
                double hostingOutGb,
        @Setting(value = "Stored GB of each hosted app (Amplify).", byDefault = "1", min = 0) double hostingGb) {}
