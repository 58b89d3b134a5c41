package groundplan.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.synth.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What an apply has done so far, so that the next run of the same plan goes on where it stopped. */
final class Journal {
  private final Path file;
  private final ObjectNode units;

  private Journal(Path file, ObjectNode units) {
    this.file = file;
    this.units = units;
  }

  /** How far a unit is. */
  enum Step { NOT_STARTED, APPLYING, APPLIED }

  /** Opens the journal of a plan, or begins it. */
  static Journal open(Path folder, String plan) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(plan + ".json");
    return new Journal(file, Files.exists(file) ? TerraformJson.read(Files.readString(file)) : TerraformJson.object());
  }

  /** Whether an earlier run began. */
  boolean begun() {
    return !units.isEmpty();
  }

  synchronized Step of(UnitPath unit) {
    return units.has(unit.toString()) ? Step.valueOf(units.path(unit.toString()).asText()) : Step.NOT_STARTED;
  }

  /** Notes a step. It is on the disk before this returns. */
  synchronized void note(UnitPath unit, Step step) throws IOException {
    units.put(unit.toString(), step.name());
    Path staged = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(staged, TerraformJson.write(units));
    Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The plan is done: there is nothing to resume. */
  void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
