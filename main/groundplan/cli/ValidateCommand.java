package groundplan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.StepLog;
import groundplan.forge.Finding;
import groundplan.forge.Sarif;
import groundplan.jsii.KernelFailure;
import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.synth.InvalidDocuments;
import groundplan.synth.UnitDocument;
import groundplan.workspace.ExitCode;
import groundplan.workspace.NameCheck;
import groundplan.workspace.QuotaCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "validate",
        description =
                "Checks all settings, and what they use of AWS's quotas, and reports every problem with file, line and column.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    enum ValidateFormat {
        text,
        json,
        github
    }

    @ParentCommand
    GroundplanCommand parent;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. github prints workflow annotations. Default: text.")
    ValidateFormat format = ValidateFormat.text;

    @Mixin
    JsonOption json;

    @Option(
            names = "--settings-only",
            description = "Does not count what units use of quotas, for which those that have changed are synthesized.")
    boolean settingsOnly;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Also writes the problems as SARIF.")
    Path sarif;

    @Override
    public Integer call() throws Exception {
        try {
            List<EnvironmentModel> environments = parent.project().environments();
            long units = environments.stream()
                    .mapToLong(environment -> environment.units().size())
                    .sum();
            List<Problem> over = settingsOnly ? List.of() : inDocuments(environments);
            if (!over.isEmpty()) {
                throw new InvalidSettings(over);
            }
            report(
                    List.of(),
                    "The settings of " + StepLog.count(environments.size(), "environment") + " with "
                            + StepLog.count(units, "unit") + " are valid.");
            return ExitCode.FINE;
        } catch (InvalidSettings bad) {
            if (shown() == ValidateFormat.text && sarif == null) {
                throw bad;
            }
            report(bad.problems(), "");
            if (shown() == ValidateFormat.text) {
                throw bad;
            }
            return ExitCode.BAD_INPUT;
        }
    }

    /** What only the synthesized documents show: quotas that are exceeded, and names that AWS would reject. */
    private List<Problem> inDocuments(List<EnvironmentModel> environments) throws IOException {
        try {
            List<UnitDocument> documents = parent.documents(EnvironmentModel.units(environments));
            return Stream.concat(
                            new QuotaCheck(environments, documents).problems().stream(),
                            NameCheck.problems(documents).stream())
                    .toList();
        } catch (InvalidDocuments bad) {
            return bad.problems();
        } catch (KernelFailure failed) {
            if (!KernelFailure.nodeIsMissing()) {
                throw failed;
            }
            parent.console()
                    .err()
                    .println(parent.console().yellow("Note: ")
                            + "what units use of quotas, and their names, were not checked, because units have changed: "
                            + failed.getMessage());
            return List.of();
        }
    }

    private ValidateFormat shown() {
        return json.or(format);
    }

    private void report(List<Problem> problems, String fine) throws IOException {
        List<Finding> findings = Finding.inRepository(parent.project().root(), Finding.of(problems));
        if (sarif != null) {
            parent.project().write(sarif, TerraformJson.write(Sarif.of(findings)));
        }
        if (shown() == ValidateFormat.json) {
            ObjectNode document = TerraformJson.object().put("valid", problems.isEmpty());
            ArrayNode list = document.putArray("problems");
            problems.forEach(problem -> list.addObject()
                    .put("file", problem.mark().file())
                    .put("line", problem.mark().line())
                    .put("column", problem.mark().column())
                    .put("key", problem.key())
                    .put("message", problem.message()));
            parent.console().out().print(TerraformJson.write(document));
        } else if (problems.isEmpty()) {
            parent.console().out().println(fine);
        } else if (shown() == ValidateFormat.github) {
            parent.console().out().print(Finding.annotations(findings));
        }
    }
}
