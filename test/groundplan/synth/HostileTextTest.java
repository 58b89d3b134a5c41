package groundplan.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.controls.OfflinePlans;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.testing.ChangedUnits;
import groundplan.testing.SettingsGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that would be a template, a token, a command or a control sequence elsewhere, in every text that settings may have. */
class HostileTextTest {
    private static final String TEMPLATES =
            "${file(\"/etc/passwd\")} %{ for x in [1] }y%{ endfor } ${TfToken[TOKEN.0]} #{TfToken[TOKEN.1]}"
                    + " ${data.terraform_remote_state.network.outputs.vpc_id} ${path.module} $${a} %%{b} &{c}";
    private static final String QUOTES = " \"d\" 'e' \\ `id` $(id); | < > <script>alert(1)</script> @all ![x](//y) -->";
    private static final String CONTROLS = "\n---\n- a: b\n::error::x\n# c\t\r \u202e\u2066";

    /** From the worst to the most harmless: what one setting refuses, another may take. */
    private static final List<String> TEXTS = List.of(
            TEMPLATES + QUOTES + CONTROLS + "$",
            TEMPLATES + QUOTES + "\n::error::x$",
            TEMPLATES + QUOTES + "$",
            TEMPLATES,
            "${path.module}$");

    private static final Pattern TAG = Pattern.compile("H([0-9]+):");

    /** The settings of all kinds have more places where any text may stand; some are used up by the rules between keys. */
    private static final int LEAST = 35;

    private static final long SEED = 1;

    /** How deep keys are added that may be left out. */
    private static final int DEPTH = 4;

    @TempDir
    Path folder;

    private final List<String> texts = new ArrayList<>();

    @Test
    void everyTextIsReadBackAsItWasWritten() throws Exception {
        ChangedUnits units = ChangedUnits.ofAllKinds(folder);
        Set<UnitPath> chosen = units.oneOfEachKind(new Random(SEED));
        write(units, chosen);
        Map<String, String> places = new TreeMap<>();
        chosen.forEach(path -> tags(units.settings(path)).forEach(tag -> places.put(tag, path.toString())));
        List<UnitDocument> documents = units.documents(chosen);
        Set<String> seen = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        OfflinePlans.ofEach("hostile", documents).values().forEach(plans -> {
            assertEquals(List.of(), plans.diagnostics());
            plans.values().forEach(value -> compare(value, seen, wrong));
        });
        assertEquals(List.of(), wrong, "texts that are others in the plan");
        Map<String, String> unseen = new TreeMap<>(places);
        unseen.keySet().removeAll(seen);
        assertEquals(Map.of(), unseen, "texts that are in no plan, with their units");
        assertTrue(seen.size() >= LEAST, () -> "only " + seen.size() + " texts were tried");
    }

    /** First what may be left out, to have more texts; then the texts. */
    private void write(ChangedUnits units, Set<UnitPath> chosen) {
        for (boolean text : List.of(false, true)) {
            Map<UnitPath, List<ChangedUnits.Change>> changes = new TreeMap<>();
            for (UnitPath path : chosen) {
                changes.put(
                        path,
                        generator(units, path, 0).places(record(units, path), units.settings(path)).stream()
                                .filter(place -> text
                                        ? place.isFreeText()
                                        : place.path().size() < DEPTH
                                                && !place.isFreeText()
                                                && absent(units.settings(path), place.path()))
                                .map(place -> change(units, path, place))
                                .toList());
            }
            units.apply(changes);
        }
    }

    private ChangedUnits.Change change(ChangedUnits units, UnitPath path, SettingsGenerator.Place place) {
        List<Consumer<ObjectNode>> ways = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            int text = i;
            ways.add(settings -> generator(units, path, text).change(settings, place));
        }
        return new ChangedUnits.Change(place.key(), ways);
    }

    private static boolean absent(JsonNode settings, List<Object> path) {
        JsonNode here = settings;
        for (Object step : path) {
            here = step instanceof Integer at ? here.path(at) : here.path((String) step);
        }
        return here.isMissingNode() || here.isNull();
    }

    private SettingsGenerator generator(ChangedUnits units, UnitPath path, int text) {
        return new SettingsGenerator(
                new Random(path.toString().hashCode() + text),
                () -> {
                    texts.add(TEXTS.get(text));
                    return "H" + (texts.size() - 1) + ":" + TEXTS.get(text);
                },
                kind -> units.known(path, kind),
                1);
    }

    private static Class<?> record(ChangedUnits units, UnitPath path) {
        return units.units().get(path).kind().settings();
    }

    private static Set<String> tags(JsonNode node) {
        Set<String> tags = new TreeSet<>();
        if (node.isTextual()) {
            TAG.matcher(node.asText()).results().forEach(found -> tags.add(found.group(1)));
        }
        node.forEach(child -> tags.addAll(tags(child)));
        return tags;
    }

    /** Compares each text in a planned value, also within JSON that is text itself. */
    private void compare(JsonNode value, Set<String> seen, List<String> wrong) {
        if (value.isTextual() && value.asText().contains("H")) {
            String text = value.asText();
            if (text.startsWith("{") || text.startsWith("[")) {
                try {
                    compare(TerraformJson.readAny(text), seen, wrong);
                    return;
                } catch (IllegalArgumentException noJson) {
                    // A text that only begins so.
                }
            }
            Matcher tag = TAG.matcher(text);
            while (tag.find()) {
                if (text.startsWith(tag.group() + texts.get(Integer.parseInt(tag.group(1))), tag.start())) {
                    seen.add(tag.group(1));
                } else {
                    wrong.add(text);
                }
            }
        }
        if (value instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> assertTrue(!name.contains("${"), name));
        }
        value.forEach(child -> compare(child, seen, wrong));
    }
}
