package groundplan.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.controls.OfflinePlans;
import groundplan.kernel.UnitPath;
import groundplan.testing.ChangedUnits;
import groundplan.testing.SettingsGenerator;
import groundplan.testing.SettingsGenerator.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings made at random that {@code validate} accepts are synthesized, and Terraform and its providers accept what comes of them. */
class RandomSettingsTest {
    private static final long SEED = 20_261_129;
    private static final int ROUNDS = 1;
    private static final int CHANGES = 6;

    private static final List<String> TEXTS = List.of(
            "x",
            "Two words",
            "Größe 語 🙂",
            "${path.module}",
            "a-b_c.d/e",
            "10.0.0.0/16",
            "a b; c",
            "0",
            "true",
            "{\"a\":[1]}");

    @TempDir
    Path folder;

    @Test
    void whatIsValidCanBeSynthesizedAndPlanned() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            round(SEED + round);
        }
    }

    /** An hour of it, from another seed each time. */
    @Test
    @Tag("nightly")
    void whatIsValidCanBeSynthesizedAndPlannedForAnHour() throws Exception {
        long seed = System.nanoTime();
        for (Instant end = Instant.now().plus(Duration.ofHours(1));
                Instant.now().isBefore(end);
                seed++) {
            round(seed);
        }
    }

    private void round(long seed) throws Exception {
        System.out.println("RandomSettingsTest: seed " + seed);
        Random random = new Random(seed);
        ChangedUnits units = ChangedUnits.ofAllKinds(folder.resolve("" + seed));
        Set<UnitPath> chosen = units.oneOfEachKind(random);
        Map<UnitPath, List<ChangedUnits.Change>> changes = new TreeMap<>();
        for (UnitPath path : chosen) {
            SettingsGenerator generator = new SettingsGenerator(
                    random,
                    () -> TEXTS.get(random.nextInt(TEXTS.size())),
                    kind -> units.known(path, kind),
                    random.nextDouble());
            List<Place> places = new ArrayList<>(
                    generator.places(units.units().get(path).kind().settings(), units.settings(path)));
            Collections.shuffle(places, random);
            changes.put(
                    path,
                    places.stream()
                            .limit(CHANGES)
                            .map(place -> change(generator, place))
                            .toList());
        }
        int made = units.apply(changes);
        assertTrue(made >= chosen.size(), () -> "only " + made + " changes of seed " + seed + " are valid");
        List<UnitDocument> documents = units.documents(chosen);
        assertEquals(List.of(), UnitDocument.invalidNames(documents), () -> "names, of seed " + seed);
        OfflinePlans.ofEach("random", documents)
                .forEach((environment, plans) ->
                        assertEquals(List.of(), plans.diagnostics(), () -> environment + " of seed " + seed));
    }

    /** The same value each time that it is made: the settings are made anew without those that are not allowed. */
    private static ChangedUnits.Change change(SettingsGenerator generator, Place place) {
        long seed = generator.random().nextLong();
        Consumer<ObjectNode> way = settings -> {
            generator.random().setSeed(seed);
            generator.change(settings, place);
        };
        return new ChangedUnits.Change(place.key(), List.of(way));
    }
}
