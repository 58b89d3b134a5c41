package groundplan.settings;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Jackson's parser, which also says whether a key has a tag or an anchor: by itself it says so of values only. */
final class PlainYaml extends YAMLFactory {
    private static final long serialVersionUID = 1;

    PlainYaml(YAMLFactoryBuilder builder) {
        super(builder);
    }

    /** Begins to read a text. */
    Parser parser(String text) throws IOException {
        return (Parser) createParser(new StringReader(text));
    }

    @Override
    protected YAMLParser _createParser(Reader from, IOContext context) {
        return new Parser(context, _parserFeatures, _yamlParserFeatures, _loaderOptions, from);
    }

    /** The parser. */
    static final class Parser extends YAMLParser {
        Parser(IOContext context, int features, int yamlFeatures, LoaderOptions options, Reader from) {
            super(context, features, yamlFeatures, options, null, from);
        }

        /** The tag of the key that was read last; null if it has none. */
        String tagOfKey() {
            return _lastEvent instanceof ScalarEvent key ? key.getTag() : null;
        }

        /** Whether the key that was read last has an anchor, or is an alias. */
        boolean isKeyNamed() {
            return _lastEvent instanceof NodeEvent key && key.getAnchor() != null;
        }
    }
}
