package groundplan.repository;

import groundplan.json.TerraformJson;
import groundplan.live.LiveTree;
import groundplan.live.TreeWriter;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsSchema;
import groundplan.synth.UnitDocument;
import groundplan.terraform.ProcessRunner;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings a repository to the version of the program: its own files, and what the settings generate.
 *
 * @param project the repository
 * @param version the program's version
 */
public record RepositoryUpgrade(Project project, String version) {
    /**
     * A file of which the upgrade has something to say.
     *
     * @param path its path below the repository's root
     * @param difference what is different, as a unified diff
     */
    public record ChangedFile(String path, List<String> difference) {}

    /**
     * What an upgrade does.
     *
     * @param from the version that is pinned
     * @param own files of the repository that are written
     * @param left files that somebody edited, with what this version would write; they are left alone
     * @param tree files that the settings generate and that are different with this version
     * @param files all that is written, by path
     */
    public record UpgradePlan(
            String from,
            List<ChangedFile> own,
            List<ChangedFile> left,
            List<ChangedFile> tree,
            SortedMap<String, String> files) {}

    /**
     * Compares; writes nothing.
     *
     * @param documents synthesizes units
     * @throws Failure when the repository has no pinned version
     */
    public UpgradePlan plan(Optional<String> url, Optional<String> sha256, Documents documents) throws Exception {
        RepositoryState state = RepositoryState.of(project, version);
        RepositoryPin pin = pinned(state.pin());
        List<RepositoryChange> writing = state.in(RepositoryChange.FileState.NEW, RepositoryChange.FileState.OUTDATED);
        SortedMap<String, String> files = new TreeMap<>();
        writing.forEach(change -> files.put(change.path(), change.after()));
        SortedMap<String, String> tree = tree(documents);
        List<ChangedFile> generated = new ArrayList<>();
        for (String path : new TreeWriter(project.root(), project.folders().staging("init")).changed(tree)) {
            Path file = project.root().resolve(path);
            generated.add(new ChangedFile(
                    path, UnifiedDiff.of(path, Files.exists(file) ? Files.readString(file) : "", tree.get(path))));
            files.put(path, tree.get(path));
        }
        RepositoryPin now =
                new RepositoryPin(version, url.orElse(pin.url()), checksum(pin, url, sha256), state.hashes(writing));
        if (!now.equals(pin)) {
            files.put(RepositoryPin.FILE, now.text());
        }
        return new UpgradePlan(
                pin.version(),
                writing.stream().map(RepositoryUpgrade::shown).toList(),
                state.in(RepositoryChange.FileState.EDITED).stream()
                        .map(RepositoryUpgrade::shown)
                        .toList(),
                generated,
                files);
    }

    /** Makes the documents of units. */
    public interface Documents {
        /** Synthesizes what has changed. */
        List<UnitDocument> of(List<EnvironmentModel> environments) throws IOException;
    }

    /** Writes it, all or nothing; returns the paths of the files. */
    public List<String> write(UpgradePlan plan) throws IOException {
        return RepositoryState.write(project, plan.files());
    }

    /**
     * Has another version upgrade the repository: the wrapper fetches and runs it.
     *
     * @param to its version
     * @param arguments of {@code init --upgrade}
     * @return its exit code
     */
    public static int run(
            Project project, String to, Optional<String> given, Optional<String> checksum, List<String> arguments)
            throws IOException {
        RepositoryPin pin = pinned(RepositoryPin.read(project.root()));
        String url = given.orElse(pin.url());
        if (!url.contains("{version}")) {
            throw Failure.badInput("the url of the archive is '" + url
                    + "', which has no {version}, so that it does not tell where " + to + " is; write it in "
                    + RepositoryPin.FILE + " as https://.../groundplan-{version}.tar.gz");
        }
        Path wrapper = project.root().resolve(RepositoryFiles.WRAPPER);
        if (!Files.isExecutable(wrapper)) {
            throw Failure.failed(RepositoryFiles.WRAPPER + " is missing or not executable; write it with: "
                    + project.command() + " init");
        }
        String sha256 = checksum.isPresent() ? checksum.get() : ArchiveChecksum.of(place(project, url, to));
        Map<String, String> variables = new TreeMap<>(project.variables());
        variables.put("GROUNDPLAN_VERSION", to);
        variables.put("GROUNDPLAN_SHA256", sha256);
        variables.remove("GROUNDPLAN_PROGRAM");
        List<String> command = new ArrayList<>(List.of(wrapper.toString()));
        command.addAll(arguments);
        command.addAll(List.of("--checksum", sha256, "--url", url));
        return new ProcessRunner(command, project.root(), variables).inherit();
    }

    private static RepositoryPin pinned(Optional<RepositoryPin> pin) {
        return pin.orElseThrow(() -> Failure.badInput("there is no " + RepositoryPin.FILE
                + " that says which version wrote this repository; begin with: groundplan init"));
    }

    private String checksum(RepositoryPin pin, Optional<String> url, Optional<String> sha256) throws IOException {
        if (sha256.isPresent()) {
            return sha256.get();
        }
        String place = url.orElse(pin.url());
        if (pin.version().equals(version) && url.isEmpty() || place.isEmpty()) {
            return pin.version().equals(version) ? pin.sha256() : "";
        }
        return ArchiveChecksum.of(place(project, place, version));
    }

    /** Where an archive is fetched from: as the wrapper decides it. */
    static String place(Project project, String url, String version) {
        String mirror = project.variables().getOrDefault("GROUNDPLAN_MIRROR", "");
        return (mirror.isBlank() ? url : mirror).replace("{version}", version);
    }

    private SortedMap<String, String> tree(Documents documents) throws Exception {
        List<EnvironmentModel> environments = project.environments();
        SortedMap<String, String> files = new TreeMap<>();
        LiveTree.files(environments, documents.of(environments))
                .forEach((path, text) -> files.put(LiveTree.FOLDER + "/" + path, text));
        files.put(SettingsSchema.FILE, TerraformJson.write(SettingsSchema.of(project.kinds())));
        return files;
    }

    private static ChangedFile shown(RepositoryChange change) {
        return new ChangedFile(change.path(), UnifiedDiff.of(change.path(), change.before(), change.after()));
    }
}
