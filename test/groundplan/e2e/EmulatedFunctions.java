package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.testing.Repository;
import groundplan.testing.UnitJson;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Runs generated functions in the place of Lambda, which runs nothing on an emulator: their code, with their variables, as their roles. */
final class EmulatedFunctions {
    private final Tool tools;
    private final String url;
    private final GeneratedRoles roles;
    private final Path folder;

    /** @param folder receives what is outside of AWS: the passwords that servers accept, and what PagerDuty is sent */
    EmulatedFunctions(Tool tools, String url, GeneratedRoles roles, Path folder) {
        this.tools = tools;
        this.url = url;
        this.roles = roles;
        this.folder = folder;
    }

    /** Invokes a function with one event after the other, each of which must succeed. */
    void run(UnitJson unit, String function, Caller role, String... events) throws IOException, InterruptedException {
        Path archive = folder.resolve(unit.name() + "-" + function + ".zip");
        Files.write(archive, code(unit, function));
        JsonNode made = unit.resource("aws_lambda_function." + function);
        List<String> command = new ArrayList<>(List.of(
                tools.path("emulator")
                        .resolveSibling("../venv/bin/python")
                        .normalize()
                        .toString(),
                "-B",
                Repository.root().resolve("test/groundplan/e2e/run_function.py").toString(),
                folder.toString(),
                archive.toString(),
                made.path("handler").asText()));
        command.addAll(Arrays.asList(events));
        ProcessBuilder builder = new ProcessBuilder(command);
        made.at("/environment/variables").properties().forEach(variable -> builder.environment()
                .put(variable.getKey(), roles.text(variable.getValue().asText())));
        builder.environment().putAll(role.variables());
        builder.environment()
                .putAll(Map.of("AWS_ENDPOINT_URL", url, "AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "us-east-1"));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> unit.name() + " " + function + ": " + output);
    }

    /** What is outside of AWS. */
    String outside(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** What Terraform invokes a function with. */
    String invocation(UnitJson unit, String name) {
        return roles.text(
                unit.attribute("aws_lambda_invocation." + name, "input").asText());
    }

    /** The archive with a function's code. */
    static byte[] code(UnitJson unit, String function) {
        return Base64.getDecoder()
                .decode(unit.attribute("aws_s3_object." + function, "content_base64")
                        .asText());
    }
}
