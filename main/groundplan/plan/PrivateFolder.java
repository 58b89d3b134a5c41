package groundplan.plan;

import groundplan.tools.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that only its owner can look into, and that is gone after use: states and plans hold secrets. */
public final class PrivateFolder implements AutoCloseable {
  private final Path folder;
  private final Path terraform;
  private final Map<String, String> variables;

  /**
   * @param terraform the program that runs in it
   * @param variables the environment variables to run it with
   */
  public PrivateFolder(Path terraform, Map<String, String> variables) throws IOException {
    this.folder = Files.createTempDirectory("groundplan-",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.terraform = terraform;
    this.variables = variables;
  }

  /** Writes a file. */
  public void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /**
   * Runs Terraform; answers with what it wrote as its result.
   *
   * @throws FailedPlan when it fails
   */
  public String terraform(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(terraform.toString()));
    command.addAll(arguments);
    Child.Result result = new Child(command, folder, variables).results();
    if (result.exit() != 0) {
      throw new FailedPlan(arguments.get(0), result.output());
    }
    return result.output();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
