package groundplan.apply;

import groundplan.terraform.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Tells Terraform's warnings; what concerns the backend, which all units have in common, once in a run. */
final class ToldWarnings {
    private final Consumer<String> progress;
    private final Set<String> common = new HashSet<>();

    /** @param progress told each warning, on several lines */
    ToldWarnings(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Tells those of a unit.
     *
     * @param unit how its lines begin
     * @param secrets hides them
     */
    void tell(String unit, List<Diagnostic> warnings, UnaryOperator<String> secrets) {
        warnings.stream()
                .filter(this::news)
                .map(Diagnostic::text)
                .distinct()
                .map(secrets)
                .forEach(text -> progress.accept(
                        unit + ": " + text.indent(2).replaceAll("(?m) +$", "").strip()));
    }

    /** What is about no resource and no line of the configuration is about the backend, or Terraform itself. */
    private synchronized boolean news(Diagnostic warning) {
        return !warning.address().isEmpty()
                || warning.source().isPresent()
                || common.add(warning.summary() + "\n" + warning.detail());
    }
}
