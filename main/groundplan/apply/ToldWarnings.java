package groundplan.apply;

import groundplan.terraform.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Reports Terraform's warnings; one about the backend, which all units share, only once in a run. */
final class ToldWarnings {
    private final Consumer<String> progress;
    private final Set<String> common = new HashSet<>();

    /** @param progress receives each warning, on several lines */
    ToldWarnings(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Reports the warnings of a unit.
     *
     * @param unit the unit's path, with which each warning begins
     * @param secrets hides the secrets in a text
     */
    void tell(String unit, List<Diagnostic> warnings, UnaryOperator<String> secrets) {
        warnings.stream()
                .filter(this::news)
                .map(Diagnostic::text)
                .distinct()
                .map(secrets)
                .forEach(text -> progress.accept(unit + ": "
                        + text.indent(2).replaceAll("(?m)(?<! ) ++$", "").strip()));
    }

    /** A warning without a resource and without a source line is about the backend, or Terraform itself. */
    private synchronized boolean news(Diagnostic warning) {
        return !warning.address().isEmpty()
                || warning.source().isPresent()
                || common.add(warning.summary() + "\n" + warning.detail());
    }
}
