package groundplan.synth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import groundplan.console.StepLog;
import groundplan.files.TemporaryFolder;
import groundplan.jsii.JsiiStart;
import groundplan.jsii.KernelFailure;
import groundplan.jsii.RequestPipeline;
import groundplan.json.TerraformJson;
import groundplan.kernel.DuplicateAddress;
import groundplan.settings.CodeLocation;
import groundplan.settings.LiteralText;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import groundplan.settings.UnitModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Synthesizes units through CDKTF. Documents are cached under the digest of what they depend on. */
public final class Synthesis {
    private final Path cache;
    private final DocumentCache documents;
    private final boolean force;
    private final Consumer<UnitModel<?, ?>> progress;
    private JsiiStart kernel;

    /**
     * @param cache folder of the cached documents; created when needed, safe to delete
     * @param force whether to synthesize every document again
     * @param progress called for each unit before CDKTF builds it
     */
    public Synthesis(Path cache, boolean force, Consumer<UnitModel<?, ?>> progress) {
        this.cache = cache;
        this.documents = new DocumentCache(cache, DocumentCache.MOST_BYTES);
        this.force = force;
        this.progress = progress;
    }

    /**
     * The documents of the units, in their order. The jsii kernel (a Node process) is started if one is missing, unless it
     * was started early.
     *
     * @throws IOException when CDKTF's files cannot be read or written
     * @throws InvalidDocuments when a unit cannot be planned with the rest of its environment
     */
    public List<UnitDocument> of(List<UnitModel<?, ?>> units) throws IOException {
        try (StepLog.TimedStep step = StepLog.step("make the documents of units")) {
            return made(units, step);
        }
    }

    private List<UnitDocument> made(List<UnitModel<?, ?>> units, StepLog.TimedStep step) throws IOException {
        List<UnitDocument> made = new ArrayList<>();
        Map<UnitModel<?, ?>, String> missing = new IdentityHashMap<>();
        for (KeptDocument kept : kept(units)) {
            kept.json()
                    .ifPresentOrElse(
                            json -> made.add(new UnitDocument(kept.unit(), json)),
                            () -> missing.put(kept.unit(), kept.digest()));
        }
        if (!missing.isEmpty()) {
            List<UnitModel<?, ?>> inOrder =
                    units.stream().filter(missing::containsKey).toList();
            made.addAll(build(inOrder, missing));
            documents.trim();
        }
        noteTime();
        Map<UnitModel<?, ?>, UnitDocument> byUnit = new IdentityHashMap<>();
        made.forEach(document -> byUnit.put(document.unit(), document));
        List<Problem> problems = new ArrayList<>();
        byUnit.forEach((unit, document) -> {
            problems.addAll(RepetitionCheck.in(unit, document.json()));
            RefactoringBlocks.into(unit, document.json(), problems);
            PreventDestroy.into(unit, document.json());
        });
        if (!problems.isEmpty()) {
            throw new InvalidDocuments(problems);
        }
        step.result(() -> missing.size() + " synthesized, " + (units.size() - missing.size()) + " from the cache");
        return units.stream().map(byUnit::get).toList();
    }

    /** A unit, its digest, and its document if that is cached. */
    private record KeptDocument(UnitModel<?, ?> unit, String digest, Optional<ObjectNode> json) {}

    /** In parallel: digests and documents of a large tree take most of the time of a run without changes. */
    private List<KeptDocument> kept(List<UnitModel<?, ?>> units) {
        UnitDigest digests = new UnitDigest();
        return units.parallelStream().map(unit -> kept(digests, unit)).toList();
    }

    private KeptDocument kept(UnitDigest digests, UnitModel<?, ?> unit) {
        String digest = digests.of(unit);
        return new KeptDocument(unit, digest, force ? Optional.empty() : documents.read(digest));
    }

    /**
     * Starts the jsii kernel while the settings are still being read, if a document will probably be missing: when a file of the
     * settings or of the program is younger than the last synthesis, or all documents are to be synthesized again. A wrong guess costs an
     * unnecessary start, or one that begins later.
     *
     * @param settings folders of the settings, and of the code of own kinds; one that does not exist is never younger
     */
    public Synthesis startEarly(Path... settings) throws IOException {
        boolean younger = force || youngerThanStamp(ProgramDigest.location());
        for (Path folder : settings) {
            younger = younger || Files.isDirectory(folder) && youngerThanStamp(folder);
        }
        if (younger) {
            kernel = JsiiStart.of(com.hashicorp.cdktf.providers.aws.$Module.class);
        }
        return this;
    }

    /** A file next to the cache whose time is that of the last synthesis. */
    private Path stamp() {
        return cache.resolveSibling(cache.getFileName() + ".stamp");
    }

    private void noteTime() {
        try {
            Files.createDirectories(cache);
            Files.write(stamp(), new byte[0]);
        } catch (IOException noRoom) {
            // The next run starts the kernel early, perhaps for nothing.
        }
    }

    private boolean youngerThanStamp(Path path) throws IOException {
        long stamp = stamp().toFile().lastModified();
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.anyMatch(file -> file.toFile().lastModified() > stamp);
        }
    }

    private List<UnitDocument> build(List<UnitModel<?, ?>> units, Map<UnitModel<?, ?>, String> digests)
            throws IOException {
        Path out = TemporaryFolder.create("groundplan-");
        try {
            if (kernel == null) {
                kernel = JsiiStart.of(com.hashicorp.cdktf.providers.aws.$Module.class);
            }
            kernel.join();
            Path stacks = synthesize(units, out);
            return units.parallelStream()
                    .map(unit -> built(unit, stacks, digests.get(unit)))
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        } finally {
            TemporaryFolder.delete(out);
        }
    }

    private UnitDocument built(UnitModel<?, ?> unit, Path stacks, String digest) {
        try {
            Path made = stacks.resolve(unit.path().stackId()).resolve("cdk.tf.json");
            ObjectNode document = UnitDocument.tidy(TerraformJson.read(Files.readString(made)));
            LiteralText.restore(document);
            documents.write(digest, document);
            return new UnitDocument(unit, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A failure of an own kind is told as one; any other goes on. */
    private static Problem ofOwnKind(UnitModel<?, ?> unit, Throwable failure, Path out) {
        Optional<SourceLocation> at = unit.kind().own() ? CodeLocation.of(failure) : Optional.empty();
        if (at.isEmpty() || KernelFailure.of(failure, out).isPresent()) {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            throw (Error) failure;
        }
        return new Problem(
                at.get(),
                "",
                "kind '" + unit.kind().name() + "' fails for " + unit.path() + ": " + CodeLocation.innermost(failure));
    }

    /** Builds and writes the stacks; returns their folder. */
    private Path synthesize(List<UnitModel<?, ?>> units, Path out) throws IOException {
        JsiiStart.KERNEL.lock();
        try {
            return RequestPipeline.run(() -> stacks(units, out));
        } catch (RuntimeException | LinkageError failed) {
            Optional<KernelFailure> reason = KernelFailure.of(failed, out);
            if (reason.isPresent()) {
                throw reason.get();
            }
            throw failed;
        } finally {
            JsiiStart.KERNEL.unlock();
        }
    }

    private Path stacks(List<UnitModel<?, ?>> units, Path out) {
        App app = new App(AppConfig.builder().outdir(out.toString()).build());
        List<Problem> problems = new ArrayList<>();
        units.forEach(unit -> {
            progress.accept(unit);
            try {
                unit.build(app);
            } catch (DuplicateAddress clash) {
                problems.add(
                        new Problem(unit.node().mark(), "units." + unit.path().unit(), clash.getMessage()));
            } catch (RuntimeException | LinkageError failure) {
                problems.add(ofOwnKind(unit, failure, out));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidDocuments(problems);
        }
        app.synth();
        // CDKTF's own command line sets another folder in an environment variable, which takes precedence.
        return Path.of(app.getOutdir()).resolve("stacks");
    }
}
