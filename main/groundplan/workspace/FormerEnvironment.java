package groundplan.workspace;

import groundplan.files.TemporaryFolder;
import groundplan.git.GitFolder;
import groundplan.settings.Allowance;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An environment that the settings no longer have, as it was in the last commit that had it: its states say what is left of it.
 *
 * @param model its settings and units
 * @param commit the commit
 * @param allowances the allowances of its system in that commit
 */
public record FormerEnvironment(EnvironmentModel model, String commit, List<Allowance> allowances) {
    /**
     * Finds it in the history of the checked-out commit.
     *
     * @param path {@code <system>/<environment>}
     * @return empty if no commit has it
     * @throws Failure when its settings of then cannot be read by this version
     */
    public static Optional<FormerEnvironment> find(Project project, String path) throws IOException {
        GitFolder git = new GitFolder(project.root());
        String file = SettingsTree.FOLDER + "/" + path + "/" + SettingsTree.ENVIRONMENT_FILE;
        Optional<String> commit = git.last(file);
        return commit.isPresent() ? Optional.of(read(project, git, path, commit.get())) : Optional.empty();
    }

    /** Finds it if the settings do not have it: empty if they do, or if no commit does. */
    public static Optional<FormerEnvironment> missing(Project project, List<EnvironmentModel> environments, String path)
            throws IOException {
        return environments.stream().anyMatch(one -> one.path().equals(path)) || !path.matches("[^/]+/[^/]+")
                ? Optional.empty()
                : find(project, path);
    }

    private static FormerEnvironment read(Project project, GitFolder git, String path, String commit)
            throws IOException {
        String system = path.substring(0, path.indexOf('/'));
        Path folder = TemporaryFolder.create("groundplan-former-");
        try {
            new SettingsBase(git).write(commit, system, folder);
            List<EnvironmentModel> environments =
                    SettingsTree.read(folder, SettingsTree.Vocabulary.of(project.kinds()), Set.of(system));
            return new FormerEnvironment(Project.environment(environments, path), commit, Allowance.of(folder, system));
        } catch (InvalidSettings e) {
            throw Failure.failed(path + " is no longer in the settings, and those of commit " + commit
                    + ", which had it last, cannot be read:\n  "
                    + String.join(
                            "\n  ", e.problems().stream().map(Object::toString).toList())
                    + "\nRun the version of Groundplan that belongs to that commit there");
        } finally {
            TemporaryFolder.delete(folder);
        }
    }
}
