package groundplan.tree;

import groundplan.hcl.HclBlock;
import groundplan.hcl.HclRange;
import groundplan.hcl.NativeBody;
import groundplan.hcl.References;
import groundplan.hcl.TemplatePart;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where names are in a file: as references, or in texts. */
final class NamedTexts {
    private NamedTexts() {}

    /**
     * A place.
     *
     * @param range the name
     * @param inText whether it is in a text
     */
    record NamedPlace(HclRange range, boolean inText) {}

    /** All places in the values of a file. */
    static List<NamedPlace> in(NativeBody body, Pattern name) {
        List<NamedPlace> found = new ArrayList<>();
        collect(body, name, found);
        return found;
    }

    private static void collect(NativeBody body, Pattern name, List<NamedPlace> found) {
        body.attributes().forEach(attribute -> {
            References.of(attribute.expression()).stream()
                    .filter(reference -> name.matcher(reference.root()).matches())
                    .forEach(reference -> found.add(new NamedPlace(reference.rootRange(), false)));
            for (TemplatePart.TemplateText text : References.texts(attribute.expression())) {
                Matcher inside = name.matcher(text.range().text());
                while (inside.find()) {
                    int start = text.range().start();
                    found.add(new NamedPlace(
                            new HclRange(text.range().source(), start + inside.start(), start + inside.end()), true));
                }
            }
        });
        for (HclBlock block : body.blocks()) {
            collect((NativeBody) block.body(), name, found);
        }
    }
}
