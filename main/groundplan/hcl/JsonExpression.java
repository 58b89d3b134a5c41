package groundplan.hcl;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A value of a JSON document as an expression. It is written in HCL's own syntax and read again, so that its text can be used like that
 * of any other expression; its positions are those of the document.
 */
final class JsonExpression {
    private final StringBuilder text = new StringBuilder();
    private final NavigableMap<Integer, SourceText.LineColumn> places = new TreeMap<>();

    private JsonExpression() {}

    static HclExpression of(JsonTree value) {
        JsonExpression written = new JsonExpression();
        written.value(value);
        return HclParser.expression(
                SourceText.madeOf(value.range().source().file(), written.text.toString(), written.places));
    }

    private void at(HclRange range) {
        places.put(text.length(), range.source().place(range.start()));
    }

    private void value(JsonTree value) {
        at(value.range());
        if (value.elements() != null) {
            text.append('[');
            String separator = "";
            for (JsonTree element : value.elements()) {
                text.append(separator);
                value(element);
                separator = ", ";
            }
            text.append(']');
        } else if (value.members() != null) {
            text.append('{');
            String separator = " ";
            for (JsonTree.Member member : value.members()) {
                text.append(separator);
                at(member.nameRange());
                template(member.name(), member.nameRange());
                text.append(" = ");
                value(member.value());
                separator = ", ";
            }
            text.append(value.members().isEmpty() ? "}" : " }");
        } else if (value.scalar().isTextual()) {
            template(value.scalar().textValue(), value.range());
        } else {
            text.append(HclText.of(value.scalar()));
        }
    }

    /** A text as a template in quotes. Strip markers are left out with what they strip: they work line by line only in a bare template. */
    private void template(String written, HclRange range) {
        NavigableMap<Integer, SourceText.LineColumn> place = new TreeMap<>();
        place.put(0, range.source().place(range.start()));
        text.append('"');
        if (written.contains("${") || written.contains("%{")) {
            parts(HclParser.template(SourceText.madeOf(range.source().file(), written, place))
                    .parts());
        } else {
            text.append(HclText.escaped(written));
        }
        text.append('"');
    }

    private void parts(List<TemplatePart> parts) {
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.TemplateText literal) {
                literal(literal.value());
            } else if (part instanceof TemplatePart.Interpolation value) {
                sequence("${", value.expression());
            } else if (part instanceof TemplatePart.IfDirective choice) {
                sequence("%{ if ", choice.condition());
                parts(choice.then());
                if (!choice.otherwise().isEmpty()) {
                    text.append("%{ else }");
                    parts(choice.otherwise());
                }
                text.append("%{ endif }");
            } else if (part instanceof TemplatePart.ForDirective loop) {
                String key = loop.keyVariable().map(name -> name + ", ").orElse("");
                sequence("%{ for " + key + loop.valueVariable() + " in ", loop.collection());
                parts(loop.body());
                text.append("%{ endfor }");
            }
        }
    }

    /** A sign that would escape the interpolation after it is written as a number; it can only stand there because of a strip marker. */
    private void literal(String value) {
        String written = HclText.literal(value);
        boolean escapes = written.endsWith("$") || written.endsWith("%");
        text.append(written, 0, written.length() - (escapes ? 1 : 0));
        if (escapes) {
            text.append(written.endsWith("$") ? "\\u0024" : "\\u0025");
        }
    }

    private void sequence(String opening, HclExpression expression) {
        String written = expression.range().text();
        text.append(opening).append(written).append(written.contains("<<") ? "\n}" : "}");
    }
}
