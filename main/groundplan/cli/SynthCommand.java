package groundplan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.Progress;
import groundplan.json.TerraformJson;
import groundplan.kernel.Kind;
import groundplan.live.LiveTree;
import groundplan.live.Orphans;
import groundplan.live.TreeWriter;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsSchema;
import groundplan.settings.UnitModel;
import groundplan.synth.CdktfOut;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.LastSynth;
import groundplan.workspace.Project;
import groundplan.workspace.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "synth",
        description = "Writes the Terraform JSON: the live tree in terragrunt/ and CDKTF's cdktf.out/.",
        mixinStandardHelpOptions = true)
final class SynthCommand implements Callable<Integer> {
    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILTER",
            description = "The beginning of a path, a glob, or an expression as for --filter. Default: all units.")
    String filter = "**";

    @Mixin
    Selection selection;

    @Option(
            names = "--check",
            description = "Writes nothing. Exits 1 and lists files that are stale, missing or orphaned.")
    boolean check;

    @Option(names = "--prune", description = "Removes the folders of units that are no longer in the settings.")
    boolean prune;

    @Option(names = "--force", description = "Synthesizes every unit, even if its settings did not change.")
    boolean force;

    @Option(names = "--quiet", description = "Prints only problems.")
    boolean quiet;

    @Option(names = "--json", description = "Prints what was done as JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        if (check && prune) {
            throw Failure.badInput("--check removes nothing; use either --check or --prune");
        }
        Project project = parent.project();
        // A file that changes while this runs is then another one than the next run finds.
        Optional<LastSynth> last = force || check || prune || selection.given()
                ? Optional.empty()
                : Optional.of(LastSynth.of(project, filter, selection.systems(project, filter)));
        Optional<LastSynth.SynthCounts> unchanged = last.flatMap(LastSynth::unchanged);
        if (unchanged.isPresent()) {
            report(unchanged.get(), List.of(), List.of(), Orphans.none(project.root()));
            missing(project);
            return ExitCode.FINE;
        }
        CompletableFuture<String> schema;
        List<EnvironmentModel> environments;
        List<UnitModel<?, ?>> units;
        List<UnitDocument> documents;
        try (Progress progress = new Progress(parent.console(), "synthesizing")) {
            Synthesis synthesis = project.synthesis(
                            force, unit -> progress.step(unit.path().toString()))
                    .startEarly(selection.settings(project, filter), project.modules());
            List<Kind<?, ?>> kinds = project.kinds();
            // The schema does not depend on the settings, so it is made while they are read.
            schema = CompletableFuture.supplyAsync(() -> TerraformJson.write(SettingsSchema.of(kinds)));
            environments = selection.environments(project, filter);
            units = selection.of(project, environments, filter);
            progress.expect(units.size());
            documents = synthesis.of(units);
        }
        List<String> refused = UnitDocument.invalidNames(documents);
        if (!refused.isEmpty()) {
            throw Failure.badInput("AWS would reject these; nothing was written:\n  " + String.join("\n  ", refused));
        }
        boolean whole = filter.equals("**") && !selection.given();
        Set<String> paths = units.stream()
                .map(unit -> unit.path().system() + "/" + unit.path().environment())
                .collect(Collectors.toSet());
        List<EnvironmentModel> touched = environments.stream()
                .filter(environment -> paths.contains(environment.path()))
                .toList();
        SortedMap<String, String> files = new TreeMap<>();
        LiveTree.files(touched, documents).forEach((path, text) -> files.put(LiveTree.FOLDER + "/" + path, text));
        files.put(SettingsSchema.FILE, schema.join());
        Set<String> wanted = new HashSet<>(files.keySet());
        // The selection may leave out every unit of an environment, whose env.hcl and region.hcl are still wanted.
        LiveTree.files(environments, List.of()).keySet().forEach(path -> wanted.add(LiveTree.FOLDER + "/" + path));
        Orphans orphans = Orphans.find(
                project.root(),
                whole ? files.keySet() : wanted,
                selection.systems(project, filter),
                whole ? path -> true : selection.names(project, environments, filter));
        TreeWriter tree = new TreeWriter(project.root(), project.folders().staging("tree"));
        if (check) {
            return check(project, tree, files, orphans);
        }
        List<String> written = new ArrayList<>(tree.write(files));
        written.addAll(cdktfOut(project, whole, documents));
        List<String> removed = prune ? orphans.remove() : List.of();
        LastSynth.SynthCounts counts = new LastSynth.SynthCounts(
                documents.size(),
                documents.stream()
                        .mapToInt(document -> document.addresses().size())
                        .sum());
        if (written.isEmpty() && orphans.files().isEmpty()) {
            last.ifPresent(found -> found.keep(counts));
        } else {
            last.ifPresent(LastSynth::keepSettings);
        }
        report(counts, written, removed, orphans);
        missing(project);
        return ExitCode.FINE;
    }

    private List<String> cdktfOut(Project project, boolean whole, List<UnitDocument> documents) throws IOException {
        Path out = project.root().resolve(project.variables().getOrDefault("CDKTF_OUTDIR", "cdktf.out"));
        SortedMap<String, String> files = CdktfOut.files(documents);
        if (!whole) {
            // The manifest lists every stack, and only some are known here.
            files.remove(CdktfOut.MANIFEST);
        }
        return new TreeWriter(out, project.folders().staging("cdktf"))
                .write(files).stream().map(path -> "cdktf.out/" + path).toList();
    }

    private int check(Project project, TreeWriter tree, SortedMap<String, String> files, Orphans orphans)
            throws IOException {
        List<String> findings = new ArrayList<>();
        for (String path : tree.changed(files)) {
            findings.add((project.root().resolve(path).toFile().exists() ? "stale     " : "missing   ") + path);
        }
        orphans.files().forEach(path -> findings.add("orphaned  " + path));
        if (json) {
            ObjectNode document = TerraformJson.object();
            var list = document.putArray("findings");
            findings.forEach(finding -> list.addObject()
                    .put("finding", finding.substring(0, 10).strip())
                    .put("file", finding.substring(10)));
            document.put("version", ProgramVersion.number());
            PinnedVersion.of(project.root()).ifPresent(pinned -> document.put("pinned", pinned));
            parent.console().out().print(TerraformJson.write(document));
        } else if (findings.isEmpty()) {
            parent.console().out().println("The live tree matches the settings.");
        } else {
            findings.forEach(parent.console().out()::println);
            parent.console()
                    .err()
                    .println("The live tree does not match the settings; " + PinnedVersion.remedy(project, "synth")
                            + (orphans.files().isEmpty() ? "." : " (with --prune to remove orphaned files)."));
        }
        return findings.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private void missing(Project project) {
        List<String> missing = SharedFiles.missing(project, false);
        if (!missing.isEmpty()) {
            parent.console()
                    .err()
                    .println(parent.console().yellow("Note: ") + missing.get(0)
                            + " is missing, without which Terragrunt cannot read the tree; run " + project.command()
                            + " init");
        }
    }

    private void report(LastSynth.SynthCounts counts, List<String> written, List<String> removed, Orphans orphans) {
        if (json) {
            ObjectNode document = TerraformJson.object();
            document.put("units", counts.units()).put("resources", counts.resources());
            var list = document.putArray("written");
            written.forEach(list::add);
            var gone = document.putArray("removed");
            removed.forEach(gone::add);
            var left = document.putArray("orphaned");
            orphans.units().keySet().stream().filter(unit -> removed.isEmpty()).forEach(left::add);
            parent.console().out().print(TerraformJson.write(document));
            return;
        }
        if (!prune) {
            orphans.units().forEach((unit, addresses) -> {
                parent.console()
                        .err()
                        .println(
                                parent.console().yellow("Orphaned: ") + unit
                                        + " is no longer in the settings. Destroy these resources, then remove its folder with synth --prune:");
                addresses.forEach(address -> parent.console().err().println("  - " + address));
            });
        }
        if (!quiet) {
            parent.console()
                    .out()
                    .println(counts.units() + " units with " + counts.resources() + " resources; " + written.size()
                            + " files written" + (removed.isEmpty() ? "." : ", " + removed.size() + " removed."));
        }
    }
}
