package groundplan.cloudtrail;

import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailAdvancedEventSelector;
import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailAdvancedEventSelectorFieldSelector;
import groundplan.cloudtrail.CloudtrailSettings.DataEvents;
import groundplan.storage.StorageOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The event selectors of a trail with data events: management events, and accesses to objects.
 *
 * @param events the buckets and accesses, by unit
 * @param units the units
 */
record DataEventSelectors(Map<String, DataEvents> events, Map<String, StorageOutputs> units) {
    List<CloudtrailAdvancedEventSelector> all() {
        List<CloudtrailAdvancedEventSelector> all = new ArrayList<>();
        all.add(selector("Management of resources", List.of(equal("eventCategory", "Management"))));
        new TreeMap<>(events).forEach((unit, wanted) -> all.add(selector("Objects of " + unit, fields(unit, wanted))));
        return all;
    }

    private List<CloudtrailAdvancedEventSelectorFieldSelector> fields(String unit, DataEvents wanted) {
        List<CloudtrailAdvancedEventSelectorFieldSelector> fields = new ArrayList<>();
        fields.add(equal("eventCategory", "Data"));
        fields.add(equal("resources.type", "AWS::S3::Object"));
        Map<String, String> arns = units.get(unit).bucketArns();
        fields.add(CloudtrailAdvancedEventSelectorFieldSelector.builder()
                .field("resources.ARN")
                .startsWith(wanted.buckets().stream()
                        .sorted()
                        .map(bucket -> arns.get(bucket) + "/")
                        .toList())
                .build());
        if (!wanted.readWriteType().equals("All")) {
            fields.add(equal("readOnly", Boolean.toString(wanted.readWriteType().equals("ReadOnly"))));
        }
        return fields;
    }

    private static CloudtrailAdvancedEventSelector selector(
            String name, List<CloudtrailAdvancedEventSelectorFieldSelector> fields) {
        return CloudtrailAdvancedEventSelector.builder()
                .name(name)
                .fieldSelector(fields)
                .build();
    }

    private static CloudtrailAdvancedEventSelectorFieldSelector equal(String field, String value) {
        return CloudtrailAdvancedEventSelectorFieldSelector.builder()
                .field(field)
                .equalTo(List.of(value))
                .build();
    }
}
