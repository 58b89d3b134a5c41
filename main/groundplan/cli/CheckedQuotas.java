package groundplan.cli;

import groundplan.console.Progress;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.Synthesis;
import groundplan.workspace.Project;
import groundplan.workspace.QuotaCheck;
import java.io.IOException;
import java.util.List;

/** Counts what environments use of quotas, for commands that show their progress: documents that are not cached are synthesized. */
final class CheckedQuotas {
    private final GroundplanCommand parent;

    CheckedQuotas(GroundplanCommand parent) {
        this.parent = parent;
    }

    QuotaCheck of(List<EnvironmentModel> environments) throws IOException {
        Project project = parent.project();
        List<UnitModel<?, ?>> units = EnvironmentModel.units(environments);
        try (Progress progress = new Progress(parent.console(), "synthesizing")) {
            progress.expect(units.size());
            Synthesis synthesis =
                    project.synthesis(false, unit -> progress.step(unit.path().toString()));
            return new QuotaCheck(environments, synthesis.of(units));
        }
    }
}
