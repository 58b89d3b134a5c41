package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.TerraformJson;
import groundplan.synth.UnitDocument;
import groundplan.live.EmulatorOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Plans all units of an environment at once, against a merged copy of their states. Nothing is written back: the copy, the
 * plan and everything secret in them live in a private folder that is gone afterwards.
 */
public final class WholePlan {
  private final Path terraform;
  private final Map<String, String> variables;

  /**
   * @param terraform the program
   * @param variables the environment variables to run it with
   */
  public WholePlan(Path terraform, Map<String, String> variables) {
    this.terraform = terraform;
    this.variables = variables;
  }

  /**
   * Plans.
   *
   * @param environment the environment
   * @param documents the units to plan, in dependency order
   * @param stores where the states of an environment are
   * @param arguments what to say to {@code terraform plan} beside
   * @throws IOException when a state cannot be read
   * @throws UnreadableState when a state cannot be planned with
   * @throws FailedPlan when Terraform fails; its message is in it
   */
  public EnvironmentPlan of(EnvironmentModel environment, List<UnitDocument> documents,
      Function<EnvironmentSettings, States> stores, List<String> arguments) throws IOException {
    Map<UnitPath, StateFile> all = states(environment, stores.apply(environment.settings()));
    Map<UnitPath, StateFile> readable = new TreeMap<>(all);
    readable.putAll(foreign(environment, documents, stores));
    List<UnitPath> known = environment.units().stream().map(UnitModel::path).toList();
    List<UnitPath> planned = documents.stream().map(document -> document.unit().path()).toList();
    List<UnitPath> order = new ArrayList<>(planned);
    boolean everything = planned.size() == known.size();
    Map<UnitPath, StateFile> merged = new TreeMap<>();
    all.forEach((path, state) -> {
      if (planned.contains(path) || everything && !known.contains(path) && !state.empty()) {
        merged.put(path, state);
        if (!planned.contains(path)) {
          order.add(path);
        }
      }
    });
    try (PrivateFolder folder = new PrivateFolder(terraform, variables)) {
      JsonNode plan = plan(folder, environment, new WholeRoot(documents, readable), merged, arguments);
      return EnvironmentPlan.of(environment.path(), settings(documents), order, merged, known,
          new Configured(documents), plan);
    }
  }

  /** The states of the units of other environments that these read. */
  private static Map<UnitPath, StateFile> foreign(EnvironmentModel environment, List<UnitDocument> documents,
      Function<EnvironmentSettings, States> stores) throws IOException {
    Map<UnitPath, StateFile> found = new TreeMap<>();
    for (UnitDocument document : documents) {
      for (UnitModel<?, ?> producer : document.unit().reads().values()) {
        if (!producer.path().environment().equals(environment.name())) {
          StateFile state = stores.apply(producer.environment()).below(producer.path().stateKey()).get(producer.path()
              .stateKey());
          if (state != null) {
            found.put(producer.path(), state);
          }
        }
      }
    }
    return found;
  }

  /** The states of an environment's units, those of removed units among them. */
  public static Map<UnitPath, StateFile> states(EnvironmentModel environment, States states) throws IOException {
    Map<UnitPath, StateFile> all = new TreeMap<>();
    states.below(environment.name() + "/").forEach((key, state) ->
        StateKeys.unit(environment.system(), key).ifPresent(path -> all.put(path, state)));
    return all;
  }

  /** The fingerprint of a text. */
  public static String fingerprint(String text) {
    return Fingerprints.of(text);
  }

  private JsonNode plan(PrivateFolder folder, EnvironmentModel environment, WholeRoot root, Map<UnitPath, StateFile> states,
      List<String> arguments) throws IOException {
    // First: it may need a provider that only a removed unit had.
    folder.write("terraform.tfstate", new MergedState(root, states, newest(states)).text());
    SortedMap<String, String> files = root.files();
    for (Map.Entry<String, String> file : files.entrySet()) {
      folder.write(file.getKey(), file.getValue());
    }
    if (variables.containsKey("AWS_ENDPOINT_URL")) {
      folder.write(EmulatorOverride.FILE, TerraformJson.write(EmulatorOverride.of(
          TerraformJson.read(files.get("main.tf.json")), environment.settings().accountId(),
          variables.get("AWS_ENDPOINT_URL"))));
    }
    folder.terraform(List.of("init", "-input=false", "-no-color"));
    List<String> command = new ArrayList<>(List.of("plan", "-input=false", "-no-color", "-lock=false", "-out=whole.tfplan"));
    command.addAll(arguments);
    folder.terraform(command);
    return TerraformJson.read(folder.terraform(List.of("show", "-json", "-no-color", "whole.tfplan")));
  }

  /** A fingerprint of all that the settings made of these units. */
  public static String settings(List<UnitDocument> documents) {
    StringBuilder text = new StringBuilder();
    documents.stream().sorted(Comparator.comparing(document -> document.unit().path()))
        .forEach(document -> text.append(document.unit().path()).append('\n').append(TerraformJson.write(document.json())));
    return Fingerprints.of(text.toString());
  }

  private static String newest(Map<UnitPath, StateFile> states) {
    return states.values().stream().map(StateFile::terraformVersion)
        .max(Comparator.comparing(Runtime.Version::parse)).orElse("1.11.0");
  }
}
