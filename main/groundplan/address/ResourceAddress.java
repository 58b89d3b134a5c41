package groundplan.address;

import groundplan.console.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terraform's address of a resource, or of one of its instances, such as {@code module.shop.aws_route53_record.a["a.b"]}.
 *
 * @param modules the modules around it as they are written, {@code module.shop} or {@code module.shop[0]}, the outermost first
 * @param mode {@code data} or {@code ephemeral}; empty for a managed resource
 * @param type its type
 * @param name its name
 * @param key the key of the instance as it is written, {@code 0} or {@code "a.b"} with its quotes; absent for a single
 *     instance, and for the resource as a whole
 */
public record ResourceAddress(
        List<String> modules, Optional<String> mode, String type, String name, Optional<String> key) {
    private static final String WORD = "[^.\\[\\]\"\\s]+";
    private static final String KEY = "(?:\\[(\\d+|\"(?:[^\"\\\\]|\\\\.)*+\")])?";
    private static final Pattern MODULE = Pattern.compile("\\G(module\\." + WORD + KEY + ")\\.", Pattern.DOTALL);
    private static final Pattern RESOURCE = Pattern.compile(
            "(?:(data|ephemeral)\\.)?(?!module\\.)(" + WORD + ")\\.(" + WORD + ")" + KEY, Pattern.DOTALL);

    public ResourceAddress {
        // As Terraform escapes them; a line break or an invisible character is no part of a key as it is written.
        modules = modules.stream().map(VisibleText::line).toList();
        key = key.map(VisibleText::line);
    }

    /**
     * Reads an address as Terraform writes it.
     *
     * @throws IllegalArgumentException when the text is not the address of a resource
     */
    public static ResourceAddress parse(String text) {
        return find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is not an address of the form <type>.<name>"));
    }

    /** Reads an address as Terraform writes it; absent if the text is not the address of a resource. */
    public static Optional<ResourceAddress> find(String text) {
        List<String> modules = new ArrayList<>();
        Matcher module = MODULE.matcher(text);
        int end = 0;
        while (module.find()) {
            modules.add(module.group(1));
            end = module.end();
        }
        Matcher resource = RESOURCE.matcher(text).region(end, text.length());
        if (!resource.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ResourceAddress(
                modules,
                Optional.ofNullable(resource.group(1)),
                resource.group(2),
                resource.group(3),
                Optional.ofNullable(resource.group(4))));
    }

    /** The outermost module, as it is written; absent in the root module. */
    public Optional<String> module() {
        return modules.stream().findFirst();
    }

    /** The address inside the outermost module; the same in the root module. */
    public ResourceAddress inside() {
        return new ResourceAddress(modules.stream().skip(1).toList(), mode, type, name, key);
    }

    /** The resource in its module, without the key of an instance: {@code <type>.<name>}, after its mode if it is not managed. */
    public String resource() {
        return mode.map(word -> word + ".").orElse("") + type + "." + name;
    }

    /** The resource's name, with the key of the instance: {@code main["a.b"]}. */
    public String instance() {
        return name + key.map(value -> "[" + value + "]").orElse("");
    }

    /** As Terraform writes it. */
    @Override
    public String toString() {
        return modules.stream().map(module -> module + ".").reduce("", String::concat)
                + mode.map(word -> word + ".").orElse("")
                + type
                + "."
                + instance();
    }
}
