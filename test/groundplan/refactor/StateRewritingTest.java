package groundplan.refactor;

import static groundplan.refactor.MemoryStates.objects;
import static groundplan.refactor.MemoryStates.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.settings.MovesFile;
import groundplan.settings.Problem;
import groundplan.states.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects keep what they are, and get the address and the neighbours of their new place. */
class StateRewritingTest {
    @TempDir
    Path folder;

    private final MemoryStates states = new MemoryStates();
    private final List<Problem> problems = new ArrayList<>();

    private List<StateMove> moves(String text) throws Exception {
        Path file = folder.resolve("moves.yaml");
        Files.writeString(file, text);
        return StateMove.of(
                MovesFile.read(file, "moves.yaml"),
                (name, wrong) -> {
                    if (name.equals("nowhere")) {
                        wrong.accept("there is no unit 'nowhere'");
                        return Optional.empty();
                    }
                    return Optional.of(unit(name));
                },
                problems);
    }

    private RefactoredStates rewritten(String text) throws Exception {
        return StateRewriting.of(moves(text), states.stored, (unit, resource) -> Optional.empty(), problems);
    }

    private List<String> after(String text) throws Exception {
        RefactoredStates rewritten = rewritten(text);
        assertEquals(List.of(), problems);
        Map<UnitPath, StateFile> all = new TreeMap<>(states.stored);
        all.putAll(rewritten.after());
        return objects(all);
    }

    @Test
    void aRenamedUnitTakesItsStateWithIt() throws Exception {
        states.with(
                "old", 7, "terraform_data.a=1", "terraform_data.b=2<-terraform_data.a", "module.m.terraform_data.c=3");
        RefactoredStates rewritten = rewritten("- {from: old, to: new}\n");
        StateFile there = rewritten.after().get(unit("new"));
        assertEquals("of-old", there.lineage());
        assertEquals(8, there.serial());
        assertEquals(
                List.of(
                        "new module.m.terraform_data.c=3",
                        "new terraform_data.a=1",
                        "new terraform_data.b=2<-[\"terraform_data.a\"]"),
                objects(rewritten.after()));
        List<StateWrite> writes = rewritten.writes(Set.of(unit("new")));
        assertEquals(
                List.of(unit("new"), unit("old")),
                writes.stream().map(StateWrite::unit).toList());
        assertEquals(Optional.empty(), writes.get(1).state(), "the state of a unit that there is no longer is deleted");
        JsonNode instance =
                there.json().path("resources").path(0).path("instances").path(0);
        assertEquals("bnVsbA==", instance.path("private").asText(), "what the provider keeps");
    }

    @Test
    void wildcardsModulesAndKeysAreRewritten() throws Exception {
        states.with(
                "all",
                3,
                "terraform_data.logs=1",
                "terraform_data.logs_policy=2<-terraform_data.logs",
                "terraform_data.zone[\"a\"]=3",
                "terraform_data.zone[\"b\"]=4",
                "module.store.terraform_data.bucket=5",
                "module.store.module.key[0].terraform_data.key=6<-module.store.terraform_data.bucket",
                "terraform_data.rest=7<-terraform_data.logs");
        assertEquals(
                List.of(
                        "all module.zones.terraform_data.b=4",
                        "all terraform_data.area[\"a\"]=3",
                        "all terraform_data.rest=7",
                        "logs terraform_data.main=1",
                        "logs terraform_data.main_policy=2<-[\"terraform_data.main\"]",
                        "store module.key[0].terraform_data.key=6<-[\"terraform_data.bucket\"]",
                        "store terraform_data.bucket=5"),
                after(
                        """
                        - {from: "all:terraform_data.logs*", to: "logs:terraform_data.main*"}
                        - {from: "all:module.store.*", to: "store:*"}
                        - {from: 'all:terraform_data.zone["b"]', to: all:module.zones.terraform_data.b}
                        - {from: all:terraform_data.zone, to: all:terraform_data.area}
                        """));
    }

    /** The new state of a split is one of its own; that of a merge stays what it was. */
    @Test
    void lineagesAreThoseOfTheStatesThatStay() throws Exception {
        states.with("a", 3, "terraform_data.x=1", "terraform_data.y=2").with("b", 5, "terraform_data.z=3");
        RefactoredStates split = rewritten("- {from: a:terraform_data.x, to: c}\n");
        assertNotEquals("of-a", split.after().get(unit("c")).lineage());
        assertEquals(4, split.after().get(unit("a")).serial());
        RefactoredStates merge = rewritten("- {from: a, to: \"b:module.a.*\"}\n");
        assertEquals("of-b", merge.after().get(unit("b")).lineage());
        assertEquals(
                List.of("b module.a.terraform_data.x=1", "b module.a.terraform_data.y=2", "b terraform_data.z=3"),
                objects(merge.after()));
    }

    /** A state that gets an object is written before the one that loses it. */
    @Test
    void theOrderNeverLosesAnObject() throws Exception {
        states.with("a", 1, "terraform_data.x=1")
                .with("b", 1, "terraform_data.y=2")
                .with("c", 1, "terraform_data.z=3");
        String chain = "- {from: a:terraform_data.x, to: b}\n- {from: b:terraform_data.y, to: c}\n";
        Set<UnitPath> all = Set.of(unit("a"), unit("b"), unit("c"));
        assertEquals(
                List.of(unit("c"), unit("b"), unit("a")),
                rewritten(chain).writes(all).stream().map(StateWrite::unit).toList());
        List<StateWrite> circle =
                rewritten(chain + "- {from: c:terraform_data.z, to: a}\n").writes(all);
        assertEquals(
                List.of("a 2", "b 2", "c 2", "a 3", "b 3", "c 3"),
                circle.stream()
                        .map(write -> write.unit().unit() + " "
                                + write.state().orElseThrow().serial())
                        .toList());
        assertEquals(
                List.of("a terraform_data.x=1", "a terraform_data.z=3"),
                objects(Map.of(unit("a"), circle.get(0).state().orElseThrow())));
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws Exception {
        states.with("a", 1, "terraform_data.x=1", "terraform_data.k[\"a\"]=2").with("b", 1, "terraform_data.x=3");
        rewritten(
                """
                - {from: a:terraform_data.x, to: b}
                - {from: a:terraform_data.xx, to: b}
                - {from: nowhere, to: b}
                - {from: "a:terraform_data.*", to: b:terraform_data.y}
                - {from: a:terraform_data, to: b}
                - {from: a:terraform_data.k, to: 'b:terraform_data.k["z"]'}
                - {from: 'a:terraform_data.k["a"]', to: b:null_resource.k}
                - {from: c, to: b:module.c}
                - {from: a, to: a}
                """);
        assertEquals(
                List.of(
                        "moves.yaml:2:10: from: the state of a has nothing at terraform_data.xx; did you mean"
                                + " 'terraform_data.x'?",
                        "moves.yaml:3:10: from: there is no unit 'nowhere'",
                        "moves.yaml:4:36: to: names one address for all that from matches; name the unit alone to keep the"
                                + " addresses, or write a * where they differ, such as b:terraform_data.*",
                        "moves.yaml:5:10: from: 'terraform_data' is neither the address of a resource, as TYPE.NAME, nor of a module, as module.NAME",
                        "moves.yaml:8:17: to: names one address for all that from matches; name the unit alone to keep the"
                                + " addresses, or write a * where they differ, such as b:module.NAME.*",
                        "moves.yaml:9:17: to: is the same as from"),
                told().stream().filter(line -> !line.contains("would")).toList());
        assertEquals(
                List.of(
                        "moves.yaml:1:34: to: b has terraform_data.x, to which a terraform_data.x would be moved",
                        "moves.yaml:6:34: to: would move terraform_data.k[\"a\"] to terraform_data.k[\"z\"][\"a\"], which is no"
                                + " address"),
                told().stream().filter(line -> line.contains("would")).toList());
    }

    private List<String> told() {
        return problems.stream().sorted(Problem.ORDER).map(Problem::toString).toList();
    }

    /** Otherwise the same file would move it again once all is done. */
    @Test
    void nothingIsMovedTwice() throws Exception {
        states.with("a", 1, "terraform_data.x=1").with("b", 1, "terraform_data.x=2");
        rewritten("- {from: a:terraform_data.x, to: b}\n- {from: b:terraform_data.x, to: c}\n");
        assertEquals(
                List.of(
                        "moves.yaml:1:34: to: a terraform_data.x would be moved to b terraform_data.x, and from there to c"
                                + " terraform_data.x by moves.yaml:2:10: do that in a refactoring of its own"),
                told());
        problems.clear();
        rewritten("- {from: a:terraform_data.x, to: b:terraform_data.x}\n- {from: b:terraform_data.x, to: a}\n");
        assertEquals(2, problems.size(), told()::toString);
        problems.clear();
        rewritten("- {from: b, to: \"b:module.b.*\"}\n");
        assertEquals(1, problems.size(), told()::toString);
    }

    /** The same file again, once all is done. */
    @Test
    void whatHasBeenMovedIsNotAMistake() throws Exception {
        states.with("b", 1, "terraform_data.y=1").with("c", 1, "terraform_data.z=2");
        RefactoredStates rewritten =
                rewritten("- {from: a:terraform_data.x, to: b:terraform_data.y}\n- {from: d, to: c}\n");
        assertEquals(List.of(), problems);
        assertEquals(Map.of(), rewritten.after());
        assertEquals(List.of("a:terraform_data.x -> b:terraform_data.y", "d -> c"), rewritten.done());
    }
}
