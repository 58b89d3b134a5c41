package groundplan.synth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import groundplan.jsii.JsiiStart;
import groundplan.settings.UnitModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Synthesizes units through CDKTF. A document is kept under the digest of what it depends on, and made once. */
public final class Synthesis {
  private static final int KEPT_DOCUMENTS = 500;

  private final Path cache;
  private final boolean force;
  private final Consumer<UnitModel<?, ?>> progress;

  /**
   * @param cache folder of the documents made before; created when needed, safe to delete
   * @param force make every document anew
   * @param progress told of each unit before CDKTF builds it
   */
  public Synthesis(Path cache, boolean force, Consumer<UnitModel<?, ?>> progress) {
    this.cache = cache;
    this.force = force;
    this.progress = progress;
  }

  /**
   * The documents of the units, in their order. The jsii kernel (a Node process) is started only when one is missing.
   *
   * @throws IOException when the cache cannot be read or written
   */
  public List<UnitDocument> of(List<UnitModel<?, ?>> units) throws IOException {
    Digest digest = new Digest();
    Map<UnitModel<?, ?>, Path> missing = new LinkedHashMap<>();
    Map<UnitModel<?, ?>, ObjectNode> documents = new LinkedHashMap<>();
    for (UnitModel<?, ?> unit : units) {
      Path file = cache.resolve(digest.of(unit) + ".json");
      documents.put(unit, null);
      if (!force && Files.exists(file)) {
        try {
          documents.put(unit, TerraformJson.read(Files.readString(file)));
          continue;
        } catch (IllegalArgumentException cutShort) {
          Files.delete(file);
        }
      }
      missing.put(unit, file);
    }
    if (!missing.isEmpty()) {
      build(missing).forEach(documents::put);
      trim();
    }
    List<UnitDocument> result = new ArrayList<>();
    documents.forEach((unit, json) -> result.add(new UnitDocument(unit, json)));
    return result;
  }

  private Map<UnitModel<?, ?>, ObjectNode> build(Map<UnitModel<?, ?>, Path> missing) throws IOException {
    Files.createDirectories(cache);
    Path out = Files.createTempDirectory("groundplan-");
    try {
      JsiiStart.of(com.hashicorp.cdktf.providers.aws.$Module.class).join();
      App app = new App(AppConfig.builder().outdir(out.toString()).build());
      missing.keySet().forEach(unit -> {
        progress.accept(unit);
        unit.build(app);
      });
      app.synth();
      // CDKTF's own command line names another folder in the environment, and that one wins.
      Path stacks = Path.of(app.getOutdir()).resolve("stacks");
      Map<UnitModel<?, ?>, ObjectNode> built = new LinkedHashMap<>();
      for (Map.Entry<UnitModel<?, ?>, Path> entry : missing.entrySet()) {
        Path made = stacks.resolve(entry.getKey().path().stackId()).resolve("cdk.tf.json");
        ObjectNode document = UnitDocument.tidy(TerraformJson.read(Files.readString(made)));
        built.put(entry.getKey(), document);
        Path staged = Files.createTempFile(cache, "staged-", ".json");
        Files.writeString(staged, TerraformJson.write(document));
        Files.move(staged, entry.getValue(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      return built;
    } finally {
      delete(out);
    }
  }

  /** Keeps the cache from growing without end: the documents written last stay. */
  private void trim() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(cache)) {
      files = list.sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed()).toList();
    }
    for (Path file : files.subList(Math.min(KEPT_DOCUMENTS, files.size()), files.size())) {
      Files.deleteIfExists(file);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
