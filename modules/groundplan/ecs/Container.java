package groundplan.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The definition of a service's one container, as ECS reads it. */
final class Container {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String name;
  private final ServiceSettings settings;
  /** Volume by path. */
  private final SortedMap<String, String> volumes = new TreeMap<>();

  Container(String name, ServiceSettings settings) {
    this.name = name;
    this.settings = settings;
    List<String> paths = new ArrayList<>(settings.container().writablePaths());
    if (settings.deployment().enableExecuteCommand()) {
      // Its agent writes there, and the root file system is read-only.
      paths.addAll(List.of("/var/lib/amazon", "/var/log/amazon"));
    }
    paths.forEach(path -> volumes.put(path, path.substring(1).replaceAll("[^A-Za-z0-9]+", "-")));
  }

  /** The names of the volumes that the task brings. */
  List<String> volumes() {
    return volumes.values().stream().sorted().toList();
  }

  /** The list of container definitions, as JSON. */
  String json(String image, Variables variables, String logGroup, String region) {
    ContainerSettings container = settings.container();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("image", image);
    json.put("essential", true);
    settings.port().ifPresent(port -> json.put("portMappings",
        List.of(ordered("containerPort", port, "hostPort", port, "protocol", "tcp"))));
    if (!container.command().isEmpty()) {
      json.put("command", container.command().stream().map(Variables::literal).toList());
    }
    json.put("environment", pairs(variables.plain(), "value"));
    json.put("secrets", pairs(variables.secret(), "valueFrom"));
    json.put("user", container.user());
    json.put("privileged", false);
    json.put("readonlyRootFilesystem", true);
    json.put("linuxParameters", ordered("capabilities", ordered("drop", List.of("ALL")), "initProcessEnabled", true));
    List<Object> mounts = new ArrayList<>();
    volumes.forEach((path, volume) ->
        mounts.add(ordered("sourceVolume", volume, "containerPath", path, "readOnly", false)));
    json.put("mountPoints", mounts);
    json.put("stopTimeout", container.stopTimeoutSeconds());
    if (!container.healthCheckCommand().isEmpty()) {
      List<String> command = new ArrayList<>(List.of("CMD"));
      container.healthCheckCommand().forEach(word -> command.add(Variables.literal(word)));
      json.put("healthCheck", ordered("command", command, "interval", 30, "timeout", 5, "retries", 3, "startPeriod", 30));
    }
    json.put("logConfiguration", ordered("logDriver", "awslogs", "options",
        ordered("awslogs-group", logGroup, "awslogs-region", region, "awslogs-stream-prefix", name)));
    try {
      return MAPPER.writeValueAsString(List.of(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Object> pairs(SortedMap<String, String> values, String key) {
    List<Object> pairs = new ArrayList<>();
    values.forEach((name, value) -> pairs.add(ordered("name", name, key, value)));
    return pairs;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
