package groundplan.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import groundplan.settings.UnitModel;

/** What a unit's document depends on, as one number: the program, the unit's settings, and the form of what it reads. */
final class Digest {
  private final String program;

  Digest() {
    this.program = program();
  }

  String of(UnitModel<?, ?> unit) {
    StringBuilder text = new StringBuilder(program).append('\n').append(unit.path()).append('\n')
        .append(unit.kind().name()).append('\n').append(unit.settings()).append('\n').append(unit.environment());
    unit.reads().forEach((name, read) ->
        text.append('\n').append(name).append(' ').append(read.path()).append(' ').append(read.outputs()));
    return hash(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The compiled classes: a changed module changes every document's digest. */
  private static String program() {
    try {
      Path classes = Path.of(Digest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Path> files;
      if (Files.isDirectory(classes)) {
        try (Stream<Path> walk = Files.walk(classes.resolve("groundplan"))) {
          files = walk.filter(Files::isRegularFile).sorted().toList();
        }
      } else {
        files = List.of(classes);
      }
      for (Path file : files) {
        digest.update(classes.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
