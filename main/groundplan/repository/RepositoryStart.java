package groundplan.repository;

import groundplan.aws.CurrentAccount;
import groundplan.json.TerraformJson;
import groundplan.kernel.EnvironmentSettings;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsSchema;
import groundplan.settings.SettingsTree;
import groundplan.workspace.Failure;
import groundplan.workspace.NewSettings;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Begins a repository: writes what is missing of its files and changes nothing that is there, except for lines that
 * {@code .gitignore} lacks and the account where it was left open.
 *
 * @param project the repository
 * @param version the program's version
 */
public record RepositoryStart(Project project, String version) {
    /** The script that fetches and runs the pinned version. */
    public static final String WRAPPER = RepositoryFiles.WRAPPER;

    /**
     * What to begin with.
     *
     * @param system the first system's name; empty for one after the folder's name
     * @param account its account; empty for that of the current credentials, or an open one
     * @param region its region
     * @param url where the program's archive is; empty if nobody said
     * @param sha256 the archive's SHA-256; empty to ask that place
     */
    public record StartRequest(
            Optional<String> system,
            Optional<String> account,
            String region,
            Optional<String> url,
            Optional<String> sha256) {}

    /**
     * What is written.
     *
     * @param files the files by their path, with their content
     * @param system the environment to begin with, such as {@code shop/dev}; empty if there were settings before
     * @param fetched whether the wrapper script knows where to fetch the program from
     * @param notes what the user should know
     */
    public record StartPlan(
            SortedMap<String, String> files, Optional<String> system, boolean fetched, List<String> notes) {}

    /**
     * Decides what is written; writes nothing.
     *
     * @throws Failure for a folder, a name, an account, a region or an archive that cannot be
     */
    public StartPlan plan(StartRequest request) throws IOException, InvalidSettings {
        refuseOwnFolder();
        List<String> notes = new ArrayList<>();
        RepositoryState state = RepositoryState.of(project, version);
        SortedMap<String, String> files = new TreeMap<>();
        state.in(RepositoryChange.FileState.NEW).forEach(change -> files.put(change.path(), change.after()));
        state.in(RepositoryChange.FileState.EDITED)
                .forEach(change -> notes.add(change.path() + " was left alone: it is not as Groundplan writes it"));
        state.in(RepositoryChange.FileState.OUTDATED)
                .forEach(change -> notes.add(change.path() + " was left alone: another version wrote it, see "
                        + project.command() + " init --upgrade"));
        state.in(RepositoryChange.FileState.DELETED)
                .forEach(change -> notes.add(change.path() + " was left out: it was written before, and deleted"));
        RepositoryState.belowTheRepository(project)
                .ifPresent(top ->
                        notes.add("no workflows were written, as GitHub reads only those in " + top + "/.github"));
        Optional<String> begun = system(request, files, notes);
        if (!Files.exists(project.root().resolve(SettingsSchema.FILE))) {
            files.put(SettingsSchema.FILE, TerraformJson.write(SettingsSchema.of(project.kinds())));
        }
        RepositoryPin pin = pin(request, state, notes);
        if (!state.pin().equals(Optional.of(pin))) {
            files.put(RepositoryPin.FILE, pin.text());
        }
        return new StartPlan(files, begun, !pin.url().isEmpty(), notes);
    }

    /** Writes it, all or nothing; returns the paths of the files. */
    public List<String> write(StartPlan plan) throws IOException {
        return RepositoryState.write(project, plan.files());
    }

    /** The settings of the first system, or the account that they lack. */
    private Optional<String> system(StartRequest request, SortedMap<String, String> files, List<String> notes)
            throws IOException {
        List<String> systems = FirstSystem.existing(project.root());
        String name = request.system().orElseGet(() -> FirstSystem.name(project.root()));
        if (systems.isEmpty() || request.system().isPresent() && !systems.contains(name)) {
            String account = request.account().isPresent()
                    ? request.account().get()
                    : account(request.region(), notes).orElse(EnvironmentSettings.OPEN_ACCOUNT);
            files.putAll(new NewSettings(project).filesOfSystem(name, account, request.region()));
            if (account.equals(EnvironmentSettings.OPEN_ACCOUNT)) {
                notes.add("account_id in " + SettingsTree.FOLDER + "/" + name + "/system.yaml is "
                        + EnvironmentSettings.OPEN_ACCOUNT
                        + ", which works on the emulator only; write the account with: "
                        + project.command() + " init --account-id ID");
            }
            return Optional.of(name + "/" + NewSettings.FIRST_ENVIRONMENT);
        }
        if (request.account().isPresent()) {
            NewSettings.refuseAccount(request.account().get());
            Map<String, String> filled =
                    OpenAccount.filled(project.root(), request.account().get());
            if (filled.isEmpty()) {
                notes.add("no settings have an open account (" + EnvironmentSettings.OPEN_ACCOUNT
                        + "); change account_id in " + SettingsTree.FOLDER + "/<system>/system.yaml by hand");
            }
            files.putAll(filled);
        }
        return Optional.empty();
    }

    private Optional<String> account(String region, List<String> notes) {
        CurrentAccount current = new CurrentAccount(project.variables(), region);
        try {
            Optional<String> account = current.id();
            account.ifPresent(id -> notes.add("account " + id + " is that of the current AWS credentials"));
            return account;
        } catch (IOException e) {
            notes.add("the current AWS credentials do not tell their account: "
                    + e.getMessage().lines().findFirst().orElse(""));
            return Optional.empty();
        }
    }

    private RepositoryPin pin(StartRequest request, RepositoryState state, List<String> notes) throws IOException {
        SortedMap<String, String> hashes = state.hashes(state.in(RepositoryChange.FileState.NEW));
        Optional<RepositoryPin> former = state.pin();
        if (former.isPresent() && !former.get().version().equals(version)) {
            notes.add(RepositoryPin.FILE + " pins " + former.get().version() + ", and this is " + version + "; see "
                    + project.command() + " init --upgrade");
            return former.get().with(hashes);
        }
        String url = request.url()
                .map(given -> given.replace(version, "{version}"))
                .or(() -> former.map(RepositoryPin::url))
                .orElse("");
        String sha256 = request.sha256()
                .or(() -> request.url().isEmpty() ? former.map(RepositoryPin::sha256) : Optional.empty())
                .orElse("");
        if (!url.isEmpty() && sha256.isEmpty()) {
            sha256 = ArchiveChecksum.of(RepositoryUpgrade.place(project, url, version));
        }
        if (url.isEmpty()) {
            notes.add(RepositoryPin.FILE + " has no url, so that " + RepositoryFiles.WRAPPER
                    + " runs only a groundplan " + version + " that is on the PATH; say where the archive is with: "
                    + project.command() + " init --url URL");
        }
        return new RepositoryPin(version, url, sha256, hashes);
    }

    private void refuseOwnFolder() throws IOException {
        if (project.variables().containsKey("GROUNDPLAN_PROGRAM")
                && Files.isDirectory(project.program())
                && Files.isSameFile(project.program(), project.root())) {
            throw Failure.badInput(project.root()
                    + " is the folder of Groundplan itself; make a folder for your settings, and run " + project.root()
                    + "/groundplan init there");
        }
    }
}
