package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Times after which items of tables and records of brokers are deleted, where they are written in a form of their own. */
final class TimesToLive {
    private static final Argument ATTRIBUTE = new Argument("ttl.attribute_name");
    private static final Argument ENABLED = new Argument("ttl.enabled");
    private static final Argument PROPERTIES = new Argument("server_properties");
    /** The first of these that is set decides. */
    private static final List<String> KAFKA =
            List.of("log.retention.ms", "log.retention.minutes", "log.retention.hours", "log.retention.bytes");

    private static final String CLEANUP = "log.cleanup.policy";
    private static final String DELETE = "delete";
    private static final Argument AGE = new Argument("maximum_record_age_in_seconds");

    private TimesToLive() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (change.does() != ResourceChange.Does.UPDATE) {
            return dangers;
        }
        if (change.type().equals("aws_dynamodb_table")) {
            String before = Argument.text(ATTRIBUTE.in(change.before()));
            String after = Argument.text(ATTRIBUTE.in(change.after()));
            boolean on = ENABLED.in(change.before()).asBoolean()
                    && ENABLED.in(change.after()).asBoolean();
            if (on && !before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
                dangers.add(Danger.loss("ttl.attribute_name changes from " + before + " to " + after
                        + ": items whose time in it has passed are deleted"));
            }
        } else if (change.type().equals("aws_msk_configuration")) {
            Properties before = properties(PROPERTIES.in(change.before()));
            Properties after = properties(PROPERTIES.in(change.after()));
            for (String name : KAFKA) {
                Optional<BigDecimal> now = limit(after, name);
                if (now.isPresent()
                        && limit(before, name)
                                .map(old -> now.get().compareTo(old) < 0)
                                .orElse(true)) {
                    dangers.add(Danger.loss(name + " is reduced from "
                            + before.getProperty(name, "Kafka's default") + " to " + after.getProperty(name)
                            + ": older records are deleted"));
                }
            }
            boolean compacted = before.getProperty(CLEANUP, DELETE).contains("compact");
            if (compacted
                    && after.getProperty(CLEANUP, DELETE).contains(DELETE)
                    && !before.getProperty(CLEANUP, DELETE).contains(DELETE)) {
                dangers.add(Danger.loss(CLEANUP + " changes from " + before.getProperty(CLEANUP) + " to "
                        + after.getProperty(CLEANUP, DELETE) + ": older records are deleted"));
            }
        } else if (change.type().equals("aws_lambda_event_source_mapping")) {
            skipped(change).ifPresent(dangers::add);
        }
        return dangers;
    }

    /** A function that passes over records of its stream, which it read before however old they were. */
    private static Optional<Danger> skipped(ResourceChange change) {
        Optional<BigDecimal> now = age(change.after());
        Optional<BigDecimal> old = age(change.before());
        return now.filter(limit -> old.isEmpty() || limit.compareTo(old.get()) < 0)
                .map(limit -> Danger.loss(AGE.path() + " is reduced from "
                        + old.map(BigDecimal::toPlainString).orElse("no limit") + " to " + limit.toPlainString()
                        + " seconds: older records are never processed"));
    }

    private static Optional<BigDecimal> age(JsonNode attributes) {
        return Argument.number(AGE.in(attributes)).filter(number -> number.signum() > 0);
    }

    /** A limit; empty if there is none, which is -1. */
    private static Optional<BigDecimal> limit(Properties properties, String name) {
        try {
            return Optional.ofNullable(properties.getProperty(name))
                    .map(String::strip)
                    .map(BigDecimal::new)
                    .filter(number -> number.signum() >= 0);
        } catch (NumberFormatException text) {
            return Optional.empty();
        }
    }

    private static Properties properties(JsonNode text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Argument.text(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
