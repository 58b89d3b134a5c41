package groundplan.terragrunt;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Terragrunt's report says of a unit at the end.
 *
 * @param unit its folder in the live tree
 * @param result {@code succeeded}, {@code failed}, {@code early exit} or {@code excluded}
 * @param reason why it failed or did not run, in a word or two; empty if the report does not say it
 * @param cause the text of the failure, or what kept it from running; empty if the report does not say it
 * @param duration how long it ran; empty if it did not
 */
record UnitReport(String unit, String result, String reason, String cause, Optional<Duration> duration) {
    /** The reports in a file that {@code --report-file} wrote; none if Terragrunt ended before it wrote one. */
    static List<UnitReport> read(Path file) throws IOException {
        List<UnitReport> reports = new ArrayList<>();
        if (!Files.exists(file)) {
            return reports;
        }
        JsonNode list;
        try {
            list = TerraformJson.read("{\"units\":" + Files.readString(file) + "}")
                    .path("units");
        } catch (IllegalArgumentException cutShort) {
            return reports;
        }
        list.forEach(one -> reports.add(new UnitReport(
                one.path("Name").asText(),
                one.path("Result").asText(),
                one.path("Reason").asText(),
                one.path("Cause").asText(),
                duration(one.path("Started").asText(), one.path("Ended").asText()))));
        return reports;
    }

    private static Optional<Duration> duration(String from, String to) {
        try {
            return Optional.of(Duration.between(OffsetDateTime.parse(from), OffsetDateTime.parse(to)));
        } catch (DateTimeException never) {
            return Optional.empty();
        }
    }

    boolean succeeded() {
        return result.equals("succeeded");
    }

    /** Whether its own configuration leaves it out, as that of the unit that bootstrap applies. */
    boolean excluded() {
        return result.equals("excluded");
    }

    boolean failed() {
        return result.equals("failed");
    }
}
