package groundplan.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.settings.ImportsFile;
import groundplan.settings.Problem;
import groundplan.settings.SourceLocation;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingTest {
    private static final UnitPath KMS = UnitPath.parse("shop/dev/us-east-1/kms");
    private static final String KEYS = "shop/dev/us-east-1/kms ";
    private static final SourceLocation MARK = new SourceLocation("listing.json", 0, 0);

    @TempDir
    Path folder;

    private ResourceInventory inventory;

    @BeforeEach
    void takeStock() {
        List<UnitDocument> documents = new ArrayList<>();
        TempProject.shop(folder)
                .units()
                .forEach(unit -> documents.add(new UnitDocument(
                        unit,
                        TerraformJson.read(
                                """
        {"provider": {"aws": [{"region": "us-east-1"}, {"alias": "west", "region": "us-west-2"}]}, "resource": {
          "aws_s3_bucket": {"UNIT": {"bucket": "shop-UNIT"}, "UNIT_west": {"bucket": "shop-UNIT-west", "provider": "aws.west"}},
          "aws_cloudwatch_log_group": {"UNIT": {"name": "/shop/UNIT"}, "west": {"name": "/shop/UNIT", "provider": "aws.west"}},
          "aws_vpc": {"UNIT": {"tags": {"Name": "UNIT"}}},
          "aws_sns_topic": {"same": {"name": "shop-same"}, "wired": {"name": "${aws_x.y}"}}}}"""
                                        .replace("UNIT", unit.path().unit())))));
        StateFile managed = new StateFile(
                "key",
                TerraformJson.read(
                        """
        {"version": 4, "resources": [{"mode": "managed", "type": "aws_s3_bucket", "name": "kms_west", "instances": [{}]}]}"""));
        inventory = new ResourceInventory(documents, Map.of(KMS, managed));
    }

    @Test
    void aListedThingGetsTheAddressThatHasItsName() {
        assertEquals(List.of(KEYS + "aws_s3_bucket.kms = shop-kms"), found(tagged("arn:aws:s3:::shop-kms", "")));
    }

    @Test
    void theRegionDecidesBetweenThingsOfOneName() {
        assertEquals(
                List.of(KEYS + "aws_cloudwatch_log_group.west = /shop/kms"),
                found(tagged("arn:aws:logs:us-west-2:123456789012:log-group:/shop/kms", "")));
    }

    @Test
    void whatHasNoNameIsKnownByItsTag() {
        assertEquals(
                List.of("shop/dev/us-east-1/network aws_vpc.network = vpc-1"),
                found(tagged(
                        "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1",
                        "{\"Key\": \"Name\", \"Value\": \"network\"}")));
    }

    @Test
    void resourceExplorersListingIsReadToo() {
        assertEquals(
                List.of("shop/dev/us-east-1/network aws_vpc.network = vpc-1"),
                found(
                        """
        {"Resources": [{"Arn": "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1", "Properties": [
          {"Name": "tags", "Data": [{"Key": "Name", "Value": "network"}]}]}]}"""));
    }

    @Test
    void whatIsLeftOutIsSaidWithTheReason() {
        assertEquals(
                List.of(
                        "arn:aws:s3:::other: no resource in the settings has its type, region and name",
                        "arn:aws:chime:us-east-1:1:meeting/x: its type is not supported; give its address in a mapping file",
                        "arn:aws:s3:::shop-kms-west: " + KEYS + "aws_s3_bucket.kms_west is already managed",
                        "arn:aws:logs:us-east-1:999999999999:log-group:/shop/kms: no resource in the settings has its type, region"
                                + " and name",
                        "arn:aws:sns:us-east-1:123456789012:shop-same: matches " + KEYS
                                + "aws_sns_topic.same, shop/dev/us-east-1/network"
                                + " aws_sns_topic.same; choose one in a mapping file"),
                new AccountListing(inventory, "123456789012", MARK)
                        .read(TerraformJson.read("{\"ResourceTagMappingList\": ["
                                + String.join(
                                        ", ",
                                        List.of(
                                                        "arn:aws:s3:::other",
                                                        "arn:aws:chime:us-east-1:1:meeting/x",
                                                        "arn:aws:s3:::shop-kms-west",
                                                        "arn:aws:logs:us-east-1:999999999999:log-group:/shop/kms",
                                                        "arn:aws:sns:us-east-1:123456789012:shop-same")
                                                .stream()
                                                .map(arn -> "{\"ResourceARN\": \"" + arn + "\"}")
                                                .toList())
                                + "]}"))
                        .unmatched());
    }

    @Test
    void aMappingNamesUnitAddressAndId() {
        List<Problem> problems = new ArrayList<>();
        List<ImportTarget> found = MappingFile.resolve(
                MappingFile.csv(
                        """
        unit,address,id
        us-east-1/kms,aws_s3_bucket.kms,shop-kms
        us-east-1/network,aws_vpc.network,"vpc-1,2"
        us-east-1/network,aws_vpc.networks,vpc-1
        us-east-1/networks,aws_vpc.network,vpc-1
        us-east-1/network,aws_vpc,vpc-1
        us-east-1/network,aws_vpc.network
        """,
                        "map.csv",
                        problems),
                inventory,
                problems);
        assertEquals(
                List.of("shop-kms", "vpc-1,2"),
                found.stream().map(ImportTarget::id).toList());
        assertEquals(
                List.of(
                        "map.csv:6:1: 'aws_vpc' is not an address of the form <type>.<name>",
                        "map.csv:7:1: expected unit,address,id; found us-east-1/network,aws_vpc.network",
                        "map.csv:4:1: aws_vpc.networks: us-east-1/network has no such resource; did you mean 'aws_vpc.network'?",
                        "map.csv:5:1: us-east-1/networks: is not a unit of the environment; did you mean 'us-east-1/network'?"),
                problems.stream().map(Problem::toString).toList());
    }

    @Test
    void aMappingOfASpreadsheetIsRead() {
        List<Problem> problems = new ArrayList<>();
        assertEquals(
                List.of("aws_s3_bucket.kms[\"a,b.c\"] = two \"words\"", "aws_vpc.network[\"a.b[0]\"] = vpc-1"),
                MappingFile.csv(
                                "\uFEFFunit, address ,id\r\nus-east-1/kms,\"aws_s3_bucket.kms[\"\"a,b.c\"\"]\",\"two \"\"words\"\"\"\r\n\r\n"
                                        + "us-east-1/network,aws_vpc.network[\"a.b[0]\"],vpc-1\r\n"
                                        + "us-east-1/network,aws_vpc.network[key],vpc-1\r\n"
                                        + "us-east-1/network,\"aws_vpc.network,vpc-1\r\n",
                                "map.csv",
                                problems)
                        .stream()
                        .map(entry -> entry.address() + " = " + entry.id())
                        .toList());
        assertEquals(
                List.of(
                        "map.csv:6:1: is not valid CSV: Missing closing quote for value",
                        "map.csv:5:1: 'aws_vpc.network[key]' is not an address of the form <type>.<name>"),
                problems.stream().map(Problem::toString).toList());
    }

    @Test
    void aMappingIsYamlToo() throws Exception {
        TempProject project =
                new TempProject(folder).with("map.yaml", "us-east-1/kms:\n  aws_s3_bucket.kms: shop-kms\n");
        assertEquals(
                List.of("shop-kms"),
                MappingFile.resolve(
                                ImportsFile.read(project.root().resolve("map.yaml"), "map.yaml"),
                                inventory,
                                new ArrayList<>())
                        .stream()
                        .map(ImportTarget::id)
                        .toList());
    }

    private List<String> found(String listing) {
        return new AccountListing(inventory, "123456789012", MARK)
                .read(TerraformJson.read(listing)).found().stream()
                        .map(thing -> thing.unit() + " " + thing.address() + " = " + thing.id())
                        .toList();
    }

    private static String tagged(String arn, String tag) {
        return "{\"ResourceTagMappingList\": [{\"ResourceARN\": \"" + arn + "\", \"Tags\": [" + tag + "]}]}";
    }
}
