package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Containers of a task definition that may do more on their host than before, or whose output is no longer kept. */
final class Containers {
    private static final String DEFINITIONS = "container_definitions";
    /** What a task definition shares with its host. */
    private static final Map<String, String> SHARED =
            Map.of("pid_mode", "host", "ipc_mode", "host", "network_mode", "host");

    private static final Set<String> ROOT = Set.of("", "root", "0", "0:0", "root:root");

    private Containers() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> found = new ArrayList<>();
        if (!change.type().equals("aws_ecs_task_definition") || !change.continues()) {
            return found;
        }
        SHARED.forEach((argument, host) -> {
            if (change.after().path(argument).asText().equals(host)
                    && !change.before().path(argument).asText().equals(host)) {
                found.add(Danger.exposure(argument + " becomes " + host + ": its containers see those of the host"));
            }
        });
        Map<String, JsonNode> before = containers(change.before());
        containers(change.after()).forEach((name, now) -> {
            JsonNode was = before.getOrDefault(name, MissingNode.getInstance());
            if (was.isMissingNode()) {
                return;
            }
            if (now.path("privileged").asBoolean() && !was.path("privileged").asBoolean()) {
                found.add(
                        Danger.exposure("container " + name + " becomes privileged: it may do everything on its host"));
            }
            Set<String> added = new TreeSet<>(Argument.texts(now.at("/linuxParameters/capabilities/add")));
            added.removeAll(Argument.texts(was.at("/linuxParameters/capabilities/add")));
            if (!added.isEmpty()) {
                found.add(Danger.exposure("container " + name + " gets the capabilities " + String.join(", ", added)));
            }
            if (was.path("readonlyRootFilesystem").asBoolean()
                    && !now.path("readonlyRootFilesystem").asBoolean()) {
                found.add(Danger.protection("container " + name + " may write to its root file system"));
            }
            if (ROOT.contains(now.path("user").asText(""))
                    && !ROOT.contains(was.path("user").asText("root"))) {
                found.add(Danger.protection("container " + name + " runs as root"));
            }
            if (!was.path("healthCheck").isEmpty() && now.path("healthCheck").isEmpty()) {
                found.add(Danger.protection(
                        "container " + name + " has no healthCheck any more: one that hangs is not replaced"));
            }
            if (!was.path("logConfiguration").isEmpty()
                    && now.path("logConfiguration").isEmpty()) {
                found.add(Danger.protection(
                        "container " + name + " has no logConfiguration any more: its output is not kept"));
            }
        });
        return found;
    }

    private static Map<String, JsonNode> containers(JsonNode definition) {
        Map<String, JsonNode> containers = new TreeMap<>();
        String text = definition.path(DEFINITIONS).asText("");
        try {
            (text.isEmpty() ? MissingNode.getInstance() : TerraformJson.readAny(text))
                    .forEach(one -> containers.put(one.path("name").asText(), one));
        } catch (IllegalArgumentException noDocument) {
            return Map.of();
        }
        return containers;
    }
}
