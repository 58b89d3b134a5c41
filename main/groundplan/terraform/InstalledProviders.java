package groundplan.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.ContentHash;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Installed providers, kept for later plans. A configuration without a backend needs {@code init} for two things: the
 * manifest of its modules, which is written here, and its providers, which are installed once. In every command Terraform reads a
 * provider, hundreds of megabytes, to verify its checksum; the lock file that is written here has no checksums. Instead, size and time
 * of every file are noted: an installation in which one has changed is not used again.
 */
public final class InstalledProviders {
    private static final String INSTALLED = ".terraform/providers";
    private static final String LOCK = ".terraform.lock.hcl";
    private static final String CONTENTS = "contents.sha256";
    private static final Pattern SELECTED =
            Pattern.compile("provider \"([^\"]++)\" \\{\\s++version\\s++= \"([^\"]++)\"");

    private final Path cache;
    private final Path terraform;
    private final Map<String, String> variables;

    /** @param cache the folder in which they are kept */
    public InstalledProviders(Path cache, Path terraform, Map<String, String> variables) {
        this.cache = cache;
        this.terraform = terraform;
        this.variables = variables;
    }

    /** Prepares a folder for {@code terraform plan}, in place of {@code terraform init}. */
    public void prepare(PrivateFolder folder, ObjectNode root) throws IOException {
        prepare(folder, root, List.of(), new TreeMap<>());
    }

    /**
     * Prepares a folder for {@code terraform plan}, in place of {@code terraform init}.
     *
     * @param inner modules that the root's modules call
     * @param locked the versions that are used if they fit and are available, by the providers' sources such as {@code hashicorp/aws}
     * @return the versions that are used, by the providers' sources
     */
    public SortedMap<String, String> prepare(
            PrivateFolder folder, ObjectNode root, List<InstalledModule> inner, SortedMap<String, String> locked)
            throws IOException {
        JsonNode required = root.path("terraform").path("required_providers");
        SortedMap<String, String> used = new TreeMap<>();
        if (!required.isEmpty()) {
            Path installed = installed(required, locked);
            String selected = Files.readString(installed.resolve(LOCK));
            SELECTED.matcher(selected).results().forEach(one -> used.put(Engine.source(one.group(1)), one.group(2)));
            folder.write(LOCK, selected);
            Path providers = folder.path().resolve(INSTALLED);
            Files.createDirectories(providers.getParent());
            Files.createSymbolicLink(providers, installed.resolve(INSTALLED).toAbsolutePath());
        }
        ObjectNode manifest = TerraformJson.object();
        ArrayNode modules = manifest.putArray("Modules");
        modules.addObject().put("Key", "").put("Source", "").put("Dir", ".");
        root.path("module").properties().forEach(module -> {
            String source = module.getValue().path("source").asText();
            modules.addObject()
                    .put("Key", module.getKey())
                    .put("Source", source)
                    .put("Dir", source.substring(2));
        });
        inner.forEach(module -> {
            ObjectNode entry = modules.addObject().put("Key", module.key()).put("Source", module.source());
            if (!module.version().isEmpty()) {
                entry.put("Version", module.version());
            }
            entry.put("Dir", module.folder());
        });
        folder.write(".terraform/modules/modules.json", TerraformJson.write(manifest));
        return used;
    }

    /** The folder with the providers. One that is not whole is left alone, because another plan may be using what is in it. */
    private Path installed(JsonNode required, SortedMap<String, String> locked) throws IOException {
        // Each engine has its own addresses for the same providers.
        String name = Engine.of(variables).program() + "-"
                + ContentHash.shortened(required + (locked.isEmpty() ? "" : locked.toString()));
        Path kept = cache.resolve(name);
        for (int number = 2; Files.exists(kept, LinkOption.NOFOLLOW_LINKS); number++) {
            if (whole(kept)) {
                return kept;
            }
            kept = cache.resolve(name + "-" + number);
        }
        ObjectNode configuration = TerraformJson.object();
        configuration.putObject("terraform").set("required_providers", required.deepCopy());
        Path fresh = Files.createDirectories(cache.resolve(UUID.randomUUID().toString()));
        try (PrivateFolder folder = new PrivateFolder(terraform, variables, fresh)) {
            folder.write("main.tf.json", TerraformJson.write(configuration));
            initialize(folder, locked);
            folder.write(LOCK, Files.readString(fresh.resolve(LOCK)).replaceAll("(?s)\\n  hashes = \\[.*?\\n  ]", ""));
            folder.write(CONTENTS, contents(fresh));
            moved(fresh, kept);
        }
        return kept;
    }

    /** With the newest versions that are accepted, if those that are locked are too old, too new, or no longer there. */
    private void initialize(PrivateFolder folder, SortedMap<String, String> locked) throws IOException {
        List<String> init = List.of("init", "-input=false", "-no-color");
        if (!locked.isEmpty()) {
            StringBuilder text = new StringBuilder();
            Engine engine = Engine.of(variables);
            locked.forEach((source, version) -> text.append("provider \"")
                    .append(engine.address(source))
                    .append("\" {\n  version = \"")
                    .append(version)
                    .append("\"\n}\n"));
            folder.write(LOCK, text.toString());
            try {
                folder.terraform(init);
                return;
            } catch (TerraformFailure doNotFit) {
                Files.deleteIfExists(folder.path().resolve(LOCK));
            }
        }
        folder.terraform(init);
    }

    /** Moves an installation to its place, unless another process has put the same one there first. */
    private static void moved(Path fresh, Path kept) throws IOException {
        try {
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException inTheWay) {
            // rename(2) reports a folder that is not empty with one of two errors, so the exception depends on the
            // system.
            if (!whole(kept)) {
                throw inTheWay;
            }
        }
    }

    /** Whether it is as it was installed. A provider may be a link into a mirror, which may have been moved or changed. */
    private static boolean whole(Path kept) {
        try {
            return Files.readString(kept.resolve(CONTENTS)).equals(contents(kept));
        } catch (IOException | UncheckedIOException incomplete) {
            return false;
        }
    }

    /** A digest of the lock file, and of name, size and time of each file of the providers. */
    private static String contents(Path installation) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(installation.resolve(INSTALLED), FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : walk.toList()) {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                files.add(installation.relativize(file)
                        + (found.isDirectory()
                                ? "/"
                                : " " + found.size() + " "
                                        + found.lastModifiedTime().to(TimeUnit.SECONDS)));
            }
        }
        Collections.sort(files);
        return ContentHash.sha256(Files.readString(installation.resolve(LOCK)) + String.join("\n", files));
    }
}
