"""What the patches change, seen through boto3."""

import base64
import concurrent.futures
import functools
import io
import json
import signal
import unittest
import urllib.request
import zipfile

from botocore.exceptions import ClientError
from emulator_process import ACCOUNT, Emulator

OTHER = "222233334444"
TAGS = [{"Key": "a", "Value": "b"}]


def setUpModule() -> None:
    EmulatorTest.emulator = unittest.enterModuleContext(Emulator())


class EmulatorTest(unittest.TestCase):
    """All share one emulator, which each test finds empty."""

    emulator: Emulator

    def setUp(self) -> None:
        request = urllib.request.Request(f"{self.emulator.endpoint}/moto-api/reset", method="POST")
        urllib.request.urlopen(request, timeout=30).close()

    def client(self, service: str, **settings: str):
        return self.emulator.client(service, **settings)

    def error(self, call, **arguments) -> ClientError:
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        return caught.exception

    def code(self, call, **arguments) -> str:
        return self.error(call, **arguments).response["Error"]["Code"]

    def subnets(self) -> list[str]:
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        return [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{place}.0/24")["Subnet"]["SubnetId"] for place in (1, 2)]


class Repeats(EmulatorTest):
    def setUp(self) -> None:
        super().setUp()
        self.dynamodb = self.client("dynamodb")
        self.dynamodb.create_table(
            TableName="locks",
            KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )

    def lock(self, invocation: str, attempt: int) -> None:
        def send_as(request, **_: object) -> None:
            request.headers["amz-sdk-invocation-id"] = invocation
            request.headers["amz-sdk-request"] = f"attempt={attempt}; max=5"

        self.dynamodb.meta.events.register("before-send.dynamodb.PutItem", send_as, unique_id="attempt")
        try:
            self.dynamodb.put_item(
                TableName="locks",
                Item={"LockID": {"S": "state"}},
                ConditionExpression="attribute_not_exists(LockID)",
            )
        finally:
            self.dynamodb.meta.events.unregister("before-send.dynamodb.PutItem", unique_id="attempt")

    def test_a_call_whose_answer_was_lost_is_answered_as_before(self) -> None:
        self.lock("one", 1)
        self.lock("one", 2)

    def test_another_call_finds_what_the_first_made(self) -> None:
        self.lock("one", 1)
        self.assertEqual("ConditionalCheckFailedException", self.code(self.lock, invocation="two", attempt=2))

    def test_an_attempt_that_never_arrived_is_made_up_for(self) -> None:
        self.lock("three", 2)
        self.assertIn("Item", self.dynamodb.get_item(TableName="locks", Key={"LockID": {"S": "state"}}))


class Accounts(EmulatorTest):
    def test_a_twelve_digit_access_key_selects_the_account(self) -> None:
        self.assertEqual(OTHER, self.client("sts", account=OTHER).get_caller_identity()["Account"])
        self.client("sqs", account=OTHER).create_queue(QueueName="q")
        self.assertNotIn("QueueUrls", self.client("sqs").list_queues())

    def test_another_access_key_keeps_the_default_account(self) -> None:
        identity = self.client("sts", aws_access_key_id="test", aws_secret_access_key="x").get_caller_identity()
        self.assertEqual("123456789012", identity["Account"])

    def test_an_assumed_role_belongs_to_its_account(self) -> None:
        role = self.client("sts").assume_role(RoleArn="arn:aws:iam::333344445555:role/any", RoleSessionName="session")
        keys = role["Credentials"]
        assumed = self.client(
            "sts",
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )
        self.assertEqual("333344445555", assumed.get_caller_identity()["Account"])

    def test_a_presigned_url_carries_its_account(self) -> None:
        s3 = self.client("s3", account=OTHER)
        s3.create_bucket(Bucket="emulator-presigned")
        url = s3.generate_presigned_url("put_object", Params={"Bucket": "emulator-presigned", "Key": "k"})
        binary = {"Content-Type": "application/octet-stream"}
        urllib.request.urlopen(urllib.request.Request(url, b"x", binary, method="PUT"), timeout=30).close()
        self.assertEqual(b"x", s3.get_object(Bucket="emulator-presigned", Key="k")["Body"].read())


class FrontDoor(EmulatorTest):
    def test_an_unknown_call_is_refused_at_once_and_readably(self) -> None:
        for error in (
            self.error(self.client("fis").list_experiments),
            self.error(self.client("globalaccelerator", region="us-west-2").list_accelerators),
            self.error(self.client("elasticache").describe_events),
        ):
            self.assertEqual(501, error.response["ResponseMetadata"]["HTTPStatusCode"])
            self.assertEqual("NotEmulated", error.response["Error"]["Code"])

    def test_parallel_clients_lose_nothing(self) -> None:
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]

        def add(number: int) -> None:
            ec2.create_security_group(GroupName=f"g{number}", Description="d", VpcId=vpc)
            ec2.describe_security_groups()

        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            list(pool.map(add, range(100)))
        found = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
        self.assertEqual(101, len(found))

    def test_a_reset_forgets_our_state_too(self) -> None:
        logs = self.client("logs")
        logs.put_query_definition(name="n", queryString="fields @message")
        self.setUp()
        self.assertEqual([], logs.describe_query_definitions()["queryDefinitions"])


class Lifecycle(unittest.TestCase):
    def test_stops_on_signals_and_removes_the_ready_file(self) -> None:
        for stop in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(stop), Emulator() as emulator:
                self.assertTrue(emulator.endpoint.endswith(emulator.process.stdout.readline().decode().strip()))
                emulator.process.send_signal(stop)
                self.assertEqual(0, emulator.process.wait(60))
                self.assertFalse(emulator.ready_file.exists())


class ElastiCache(EmulatorTest):
    def setUp(self) -> None:
        super().setUp()
        self.cache = self.client("elasticache")

    def user(self, name: str, kind: str) -> dict:
        return self.cache.create_user(
            UserId=f"id-{name}",
            UserName=name,
            Engine="redis",
            AccessString="on ~* +@all",
            AuthenticationMode={"Type": kind},
            Tags=TAGS,
        )

    def group(self, **settings) -> dict:
        settings = {"NumCacheClusters": 2, **settings}
        return self.cache.create_replication_group(
            ReplicationGroupId="g", ReplicationGroupDescription="d", CacheNodeType="cache.t4g.small", **settings
        )["ReplicationGroup"]

    def test_a_user_group_needs_a_default_user(self) -> None:
        self.assertEqual("iam", self.user("app", "iam")["Authentication"]["Type"])
        self.assertEqual("no-password", self.user("default", "no-password-required")["Authentication"]["Type"])
        create = self.cache.create_user_group
        self.assertEqual("DefaultUserRequired", self.code(create, UserGroupId="g", Engine="redis", UserIds=["id-app"]))
        group = create(UserGroupId="g", Engine="redis", UserIds=["id-app", "id-default"])
        self.assertEqual("active", group["Status"])
        self.assertEqual(["g"], self.cache.describe_users(UserId="id-app")["Users"][0]["UserGroupIds"])
        self.assertEqual(["g"], self.group(UserGroupIds=["g"])["UserGroupIds"])

    def test_a_user_changes_over_to_two_passwords(self) -> None:
        self.user("app", "iam")
        words = [letter * 16 for letter in "abc"]
        change = functools.partial(self.cache.modify_user, UserId="id-app")
        self.assertEqual(
            {"Type": "password", "PasswordCount": 2},
            change(AuthenticationMode={"Type": "password", "Passwords": words[:2]})["Authentication"],
        )
        too_many = {"Type": "password", "Passwords": words}
        self.assertEqual("InvalidParameterValue", self.code(change, AuthenticationMode=too_many))

    def test_settings_of_a_replication_group_come_back(self) -> None:
        log = {
            "LogType": "slow-log",
            "DestinationType": "cloudwatch-logs",
            "LogFormat": "json",
            "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "/slow"}},
        }
        self.group(
            TransitEncryptionEnabled=True,
            KmsKeyId="key",
            MultiAZEnabled=True,
            AutomaticFailoverEnabled=True,
            SnapshotRetentionLimit=7,
            LogDeliveryConfigurations=[log],
        )
        found = self.cache.describe_replication_groups(ReplicationGroupId="g")["ReplicationGroups"][0]
        self.assertEqual(
            ("required", "key", "enabled", "enabled", 7),
            tuple(
                found[key]
                for key in (
                    "TransitEncryptionMode",
                    "KmsKeyId",
                    "MultiAZ",
                    "AutomaticFailover",
                    "SnapshotRetentionLimit",
                )
            ),
        )
        self.assertEqual("active", found["LogDeliveryConfigurations"][0]["Status"])
        member = self.cache.describe_cache_clusters(CacheClusterId="g-001")["CacheClusters"][0]
        self.assertEqual(("g", "7.1.0"), (member["ReplicationGroupId"], member["EngineVersion"]))

    def test_cluster_mode_has_a_configuration_endpoint(self) -> None:
        found = self.group(NumCacheClusters=0, NumNodeGroups=2, ReplicasPerNodeGroup=1)
        self.assertTrue(found["ClusterEnabled"])
        self.assertEqual(4, len(found["MemberClusters"]))
        self.assertIn("Address", found["ConfigurationEndpoint"])

    def test_cluster_mode_may_begin_with_one_shard(self) -> None:
        self.cache.create_cache_parameter_group(
            CacheParameterGroupName="p", CacheParameterGroupFamily="redis7", Description="d"
        )
        setting = {"ParameterName": "cluster-enabled", "ParameterValue": "yes"}
        self.cache.modify_cache_parameter_group(CacheParameterGroupName="p", ParameterNameValues=[setting])
        found = self.group(NumCacheClusters=0, NumNodeGroups=1, CacheParameterGroupName="p")
        self.assertTrue(found["ClusterEnabled"])
        self.assertEqual(["g-0001-001"], found["MemberClusters"])

    def test_what_is_deleted_is_gone(self) -> None:
        self.group()
        self.cache.delete_replication_group(ReplicationGroupId="g")
        self.assertEqual(
            "ReplicationGroupNotFoundFault", self.code(self.cache.describe_replication_groups, ReplicationGroupId="g")
        )

    def test_parameter_and_subnet_groups(self) -> None:
        self.cache.create_cache_parameter_group(
            CacheParameterGroupName="p", CacheParameterGroupFamily="redis7", Description="d", Tags=TAGS
        )
        setting = {"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}
        self.cache.modify_cache_parameter_group(CacheParameterGroupName="p", ParameterNameValues=[setting])
        found = self.cache.describe_cache_parameters(CacheParameterGroupName="p")["Parameters"]
        self.assertEqual([dict(setting, Source="user")], found)
        group = self.cache.create_cache_subnet_group(
            CacheSubnetGroupName="s", CacheSubnetGroupDescription="d", SubnetIds=self.subnets(), Tags=TAGS
        )["CacheSubnetGroup"]
        self.assertEqual(TAGS, self.cache.list_tags_for_resource(ResourceName=group["ARN"])["TagList"])
        self.cache.delete_cache_subnet_group(CacheSubnetGroupName="s")
        self.assertEqual([], self.cache.describe_cache_subnet_groups()["CacheSubnetGroups"])


class Storage(EmulatorTest):
    def setUp(self) -> None:
        super().setUp()
        self.s3 = self.client("s3")
        self.s3.create_bucket(Bucket="emulator-b")

    def test_a_tls_only_policy_does_not_lock_everyone_out(self) -> None:
        deny = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": "arn:aws:s3:::emulator-b/*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        self.s3.put_bucket_policy(
            Bucket="emulator-b", Policy=json.dumps({"Version": "2012-10-17", "Statement": [deny]})
        )
        self.s3.put_object(Bucket="emulator-b", Key="k", Body=b"x")

    def test_no_access_logs_are_delivered(self) -> None:
        s3 = self.client("s3")
        for name in ("source", "logs"):
            s3.create_bucket(Bucket=name)
        allow = {"Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject",
                 "Resource": "arn:aws:s3:::logs/*"}
        s3.put_bucket_policy(Bucket="logs", Policy=json.dumps({"Version": "2012-10-17", "Statement": [allow]}))
        target = {"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": "source/"}}
        s3.put_bucket_logging(Bucket="source", BucketLoggingStatus=target)
        s3.put_object(Bucket="source", Key="k", Body=b"v")
        self.assertEqual("logs", s3.get_bucket_logging(Bucket="source")["LoggingEnabled"]["TargetBucket"])
        s3.delete_bucket(Bucket="logs")

    def test_eventbridge_comes_back(self) -> None:
        settings = {"EventBridgeConfiguration": {}}
        self.s3.put_bucket_notification_configuration(Bucket="emulator-b", NotificationConfiguration=settings)
        found = self.s3.get_bucket_notification_configuration(Bucket="emulator-b")
        self.assertIn("EventBridgeConfiguration", found)
        self.s3.put_bucket_notification_configuration(Bucket="emulator-b", NotificationConfiguration={})
        self.assertNotIn("EventBridgeConfiguration", self.s3.get_bucket_notification_configuration(Bucket="emulator-b"))

    def test_lifecycle_rules_come_back_as_sent(self) -> None:
        rules = [
            {
                "ID": "r",
                "Status": "Enabled",
                "Expiration": {"Days": 5},
                "Filter": {"And": {"Prefix": "p", "ObjectSizeGreaterThan": 5, "Tags": TAGS}},
            }
        ]
        self.s3.put_bucket_lifecycle_configuration(Bucket="emulator-b", LifecycleConfiguration={"Rules": rules})
        self.assertEqual(rules, self.s3.get_bucket_lifecycle_configuration(Bucket="emulator-b")["Rules"])
        self.s3.delete_bucket_lifecycle(Bucket="emulator-b")
        self.assertEqual(
            "NoSuchLifecycleConfiguration", self.code(self.s3.get_bucket_lifecycle_configuration, Bucket="emulator-b")
        )

    def test_tiering_is_no_call_on_the_bucket(self) -> None:
        tiering = {"Id": "all", "Status": "Enabled", "Tierings": [{"Days": 125, "AccessTier": "ARCHIVE_ACCESS"}]}
        self.s3.put_bucket_intelligent_tiering_configuration(
            Bucket="emulator-b", Id="all", IntelligentTieringConfiguration=tiering
        )
        get = self.s3.get_bucket_intelligent_tiering_configuration
        self.assertEqual(tiering, get(Bucket="emulator-b", Id="all")["IntelligentTieringConfiguration"])
        self.s3.delete_bucket_intelligent_tiering_configuration(Bucket="emulator-b", Id="all")
        self.s3.head_bucket(Bucket="emulator-b")

    def test_replication_needs_versioning(self) -> None:
        rule = {
            "ID": "r",
            "Status": "Enabled",
            "Priority": 1,
            "Filter": {},
            "Destination": {"Bucket": "arn:aws:s3:::c"},
            "DeleteMarkerReplication": {"Status": "Enabled"},
        }
        settings = {"Role": "arn:aws:iam::1:role/r", "Rules": [rule]}
        put = self.s3.put_bucket_replication
        self.assertEqual("InvalidRequest", self.code(put, Bucket="emulator-b", ReplicationConfiguration=settings))
        self.s3.put_bucket_versioning(Bucket="emulator-b", VersioningConfiguration={"Status": "Enabled"})
        put(Bucket="emulator-b", ReplicationConfiguration=settings)
        found = self.s3.get_bucket_replication(Bucket="emulator-b")["ReplicationConfiguration"]["Rules"][0]
        self.assertEqual({"Status": "Enabled"}, found["DeleteMarkerReplication"])

    def test_a_network_acl_keeps_the_type_of_icmp(self) -> None:
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
        rule = {"RuleNumber": 10, "Protocol": "1", "RuleAction": "allow", "Egress": False, "CidrBlock": "0.0.0.0/0"}
        ec2.create_network_acl_entry(NetworkAclId=acl, IcmpTypeCode={"Type": 3, "Code": 4}, **rule)
        entries = ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"][0]["Entries"]
        self.assertEqual([{"Type": 3, "Code": 4}], [entry["IcmpTypeCode"] for entry in entries])

    def test_a_file_system_is_backed_up_and_its_policy_ends(self) -> None:
        efs = self.client("efs")
        made = efs.create_file_system(CreationToken="t", Encrypted=True, ThroughputMode="elastic")["FileSystemId"]
        self.assertEqual("DISABLED", efs.describe_backup_policy(FileSystemId=made)["BackupPolicy"]["Status"])
        for status in ("ENABLED", "DISABLED"):
            efs.put_backup_policy(FileSystemId=made, BackupPolicy={"Status": status})
            self.assertEqual(status, efs.describe_backup_policy(FileSystemId=made)["BackupPolicy"]["Status"])
        efs.put_file_system_policy(FileSystemId=made, Policy="{}")
        efs.delete_file_system_policy(FileSystemId=made)
        self.assertEqual("PolicyNotFound", self.code(efs.describe_file_system_policy, FileSystemId=made))
        efs.update_file_system(FileSystemId=made, ThroughputMode="provisioned", ProvisionedThroughputInMibps=16.0)
        found = efs.describe_file_systems(FileSystemId=made)["FileSystems"][0]
        self.assertEqual(("provisioned", 16.0), (found["ThroughputMode"], found["ProvisionedThroughputInMibps"]))
        self.assertEqual("FileSystemNotFound", self.code(efs.describe_backup_policy, FileSystemId="fs-0123456789abcdef0"))

    def test_backup_selections_and_tags(self) -> None:
        backup = self.client("backup")
        vault = backup.create_backup_vault(BackupVaultName="v", BackupVaultTags={"a": "b"})
        self.assertEqual({"a": "b"}, backup.list_tags(ResourceArn=vault["BackupVaultArn"])["Tags"])
        plan = {"BackupPlanName": "p", "Rules": [{"RuleName": "r", "TargetBackupVaultName": "v"}]}
        plan_id = backup.create_backup_plan(BackupPlan=plan)["BackupPlanId"]
        selection = {"SelectionName": "s", "IamRoleArn": "arn:aws:iam::1:role/r", "Resources": ["*"]}
        made = backup.create_backup_selection(BackupPlanId=plan_id, BackupSelection=selection)["SelectionId"]
        found = backup.get_backup_selection(BackupPlanId=plan_id, SelectionId=made)
        self.assertEqual(selection, found["BackupSelection"])
        backup.delete_backup_selection(BackupPlanId=plan_id, SelectionId=made)
        self.assertEqual(
            "ResourceNotFoundException", self.code(backup.get_backup_selection, BackupPlanId=plan_id, SelectionId=made)
        )

    def test_database_instances_have_their_own_identity(self) -> None:
        rds = self.client("rds")
        ids = {
            rds.create_db_instance(
                DBInstanceIdentifier=name,
                Engine="postgres",
                DBInstanceClass="db.t4g.micro",
                EnablePerformanceInsights=True,
                MonitoringInterval=60,
                MonitoringRoleArn="arn:aws:iam::1:role/m",
            )["DBInstance"]["DbiResourceId"]
            for name in ("one", "two")
        }
        self.assertEqual(2, len(ids))
        found = rds.describe_db_instances(DBInstanceIdentifier="one")["DBInstances"][0]
        self.assertEqual((True, 60), (found["PerformanceInsightsEnabled"], found["MonitoringInterval"]))

    def test_backups_are_replicated_to_another_region(self) -> None:
        rds, west = self.client("rds"), self.client("rds", region="us-west-2")
        source = rds.create_db_instance(
            DBInstanceIdentifier="one",
            Engine="postgres",
            DBInstanceClass="db.t4g.micro",
            BackupRetentionPeriod=7,
            StorageEncrypted=True,
        )["DBInstance"]["DBInstanceArn"]
        start = functools.partial(west.start_db_instance_automated_backups_replication, SourceDBInstanceArn=source)
        self.assertEqual("InvalidParameterCombination", self.code(start))
        made = start(KmsKeyId="key", BackupRetentionPeriod=30)["DBInstanceAutomatedBackup"]
        describe = functools.partial(
            west.describe_db_instance_automated_backups,
            DBInstanceAutomatedBackupsArn=made["DBInstanceAutomatedBackupsArn"],
        )
        found = describe()["DBInstanceAutomatedBackups"][0]
        self.assertEqual(("replicating", 30, "key"), (found["Status"], found["BackupRetentionPeriod"], found["KmsKeyId"]))
        west.stop_db_instance_automated_backups_replication(SourceDBInstanceArn=source)
        self.assertEqual("DBInstanceAutomatedBackupNotFound", self.code(describe))

    def test_a_database_has_read_replicas_or_a_password_that_rds_manages(self) -> None:
        rds = self.client("rds")
        for name, engine in {"one": "postgres", "two": "sqlserver-ee"}.items():
            rds.create_db_instance(
                DBInstanceIdentifier=name, Engine=engine, DBInstanceClass="db.t4g.micro", AllocatedStorage=20,
                MasterUsername="u", ManageMasterUserPassword=True,
            )
        copy = functools.partial(
            rds.create_db_instance_read_replica, DBInstanceIdentifier="copy", SourceDBInstanceIdentifier="one"
        )
        self.assertEqual("InvalidParameterValue", self.code(copy))
        rds.create_db_instance_read_replica(DBInstanceIdentifier="other", SourceDBInstanceIdentifier="two")
        rds.modify_db_instance(
            DBInstanceIdentifier="one", ManageMasterUserPassword=False, MasterUserPassword="12345678"
        )
        copy()

    def test_a_global_cluster_spans_regions_and_can_go(self) -> None:
        rds, west = self.client("rds"), self.client("rds", region="us-west-2")
        made = rds.create_global_cluster(
            GlobalClusterIdentifier="all", Engine="aurora-mysql", Tags=[{"Key": "a", "Value": "b"}]
        )["GlobalCluster"]
        tags = rds.list_tags_for_resource(ResourceName=made["GlobalClusterArn"])["TagList"]
        self.assertEqual([{"Key": "a", "Value": "b"}], tags)
        common = {
            "DBClusterIdentifier": "db", "Engine": "aurora-mysql", "GlobalClusterIdentifier": "all",
            "PreferredBackupWindow": "03:00-06:00", "PreferredMaintenanceWindow": "mon:00:00-mon:03:00",
        }
        rds.create_db_cluster(MasterUsername="u", MasterUserPassword="12345678", **common)
        arn = west.create_db_cluster(**common)["DBCluster"]["DBClusterArn"]
        west.create_db_instance(
            DBInstanceIdentifier="one", DBClusterIdentifier="db", Engine="aurora-mysql", DBInstanceClass="db.r5.large",
            PreferredMaintenanceWindow="mon:00:00-mon:03:00",
        )
        touching = functools.partial(west.modify_db_instance, DBInstanceIdentifier="one")
        touching(PreferredMaintenanceWindow="tue:00:00-tue:03:00")
        overlapping = functools.partial(touching, PreferredMaintenanceWindow="mon:00:00-mon:03:30")
        self.assertEqual("InvalidParameterValue", self.code(overlapping))
        members = rds.describe_global_clusters()["GlobalClusters"][0]["GlobalClusterMembers"]
        self.assertEqual([True, False], [member["IsWriter"] for member in members])
        west.remove_from_global_cluster(GlobalClusterIdentifier="all", DbClusterIdentifier=arn)
        rds.delete_db_cluster(DBClusterIdentifier="db", SkipFinalSnapshot=True)
        rds.delete_global_cluster(GlobalClusterIdentifier="all")
        self.assertEqual([], rds.describe_global_clusters()["GlobalClusters"])

    def test_the_copy_of_a_secret_has_its_key(self) -> None:
        copies = self.client("secretsmanager").create_secret(
            Name="s", SecretString="x", AddReplicaRegions=[{"Region": "us-west-2", "KmsKeyId": "key"}]
        )["ReplicationStatus"]
        self.assertEqual(("us-west-2", "key"), (copies[0]["Region"], copies[0]["KmsKeyId"]))


class Edge(EmulatorTest):
    def test_deletion_protection_is_shown_and_not_enforced(self) -> None:
        rds = self.client("rds")
        rds.create_db_instance(
            DBInstanceIdentifier="p", DBInstanceClass="db.t3.micro", Engine="postgres", MasterUsername="u",
            ManageMasterUserPassword=True, AllocatedStorage=20, DeletionProtection=True,
        )
        self.assertTrue(rds.describe_db_instances()["DBInstances"][0]["DeletionProtection"])
        rds.delete_db_instance(DBInstanceIdentifier="p", SkipFinalSnapshot=True)
        self.assertEqual([], rds.describe_db_instances()["DBInstances"])

    def test_a_signed_zone_has_records_of_its_key(self) -> None:
        route53, kms = self.client("route53"), self.client("kms")
        zone = route53.create_hosted_zone(Name="example.org", CallerReference="r")["HostedZone"]["Id"].split("/")[-1]
        key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
        self.assertEqual("NOT_SIGNING", route53.get_dnssec(HostedZoneId=zone)["Status"]["ServeSignature"])
        self.assertEqual(
            "KeySigningKeyWithActiveStatusNotFound", self.code(route53.enable_hosted_zone_dnssec, HostedZoneId=zone)
        )
        signing = route53.create_key_signing_key(
            CallerReference="c", HostedZoneId=zone, Name="key", Status="ACTIVE", KeyManagementServiceArn=key
        )["KeySigningKey"]
        self.assertRegex(signing["DSRecord"], r"^\d+ 13 2 [0-9A-F]{64}$")
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
        self.assertEqual("SIGNING", route53.get_dnssec(HostedZoneId=zone)["Status"]["ServeSignature"])

    def test_a_query_log_takes_the_arn_of_a_log_group(self) -> None:
        route53, logs = self.client("route53"), self.client("logs")
        zone = route53.create_hosted_zone(Name="example.org", CallerReference="r")["HostedZone"]["Id"].split("/")[-1]
        logs.create_log_group(logGroupName="/q")
        arn = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/q"
        made = route53.create_query_logging_config(HostedZoneId=zone, CloudWatchLogsLogGroupArn=arn)
        self.assertEqual(arn, made["QueryLoggingConfig"]["CloudWatchLogsLogGroupArn"])

    def test_cloudfront_policies_and_functions(self) -> None:
        cloudfront = self.client("cloudfront")
        managed = cloudfront.list_cache_policies(Type="managed")["CachePolicyList"]["Items"]
        names = {item["CachePolicy"]["CachePolicyConfig"]["Name"] for item in managed}
        self.assertIn("Managed-CachingOptimized", names)
        made = cloudfront.create_cache_policy(CachePolicyConfig={"Name": "own", "MinTTL": 1})["CachePolicy"]["Id"]
        cloudfront.delete_cache_policy(Id=made)
        self.assertEqual("NoSuchCachePolicy", self.code(cloudfront.get_cache_policy, Id=made))
        config = {"Comment": "c", "Runtime": "cloudfront-js-2.0"}
        tag = cloudfront.create_function(Name="f", FunctionConfig=config, FunctionCode=b"code")["ETag"]
        self.assertEqual("NoSuchFunctionExists", self.code(cloudfront.describe_function, Name="f", Stage="LIVE"))
        cloudfront.publish_function(Name="f", IfMatch=tag)
        self.assertEqual(b"code", cloudfront.get_function(Name="f", Stage="LIVE")["FunctionCode"].read())

    def test_cloudfront_changes_over_to_a_second_origin(self) -> None:
        cloudfront = self.client("cloudfront")
        origins = [
            {"Id": name, "DomainName": f"{name}.s3.eu-west-1.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
            for name in ("first", "second")
        ]
        group = {
            "Id": "either",
            "FailoverCriteria": {"StatusCodes": {"Quantity": 1, "Items": [503]}},
            "Members": {"Quantity": 2, "Items": [{"OriginId": "first"}, {"OriginId": "second"}]},
        }
        config = {
            "CallerReference": "c",
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 2, "Items": origins},
            "OriginGroups": {"Quantity": 1, "Items": [group]},
            "DefaultCacheBehavior": {"TargetOriginId": "either", "ViewerProtocolPolicy": "redirect-to-https"},
        }
        distribution = cloudfront.create_distribution(DistributionConfig=config)["Distribution"]
        self.assertEqual(f"arn:aws:cloudfront::{ACCOUNT}:distribution/{distribution['Id']}", distribution["ARN"])
        made = distribution["DistributionConfig"]
        self.assertEqual("either", made["DefaultCacheBehavior"]["TargetOriginId"])
        self.assertEqual(group, made["OriginGroups"]["Items"][0])
        config["DefaultCacheBehavior"]["TargetOriginId"] = "neither"
        self.assertEqual("NoSuchOrigin", self.code(cloudfront.create_distribution, DistributionConfig=config))

    def test_an_amplify_deployment_needs_a_page(self) -> None:
        amplify = self.client("amplify")
        app = amplify.create_app(name="a")["app"]["appId"]
        amplify.create_branch(appId=app, branchName="main")
        for name, status in (("index.html", "SUCCEED"), ("readme.txt", "FAILED")):
            deployment = amplify.create_deployment(appId=app, branchName="main")
            archive = io.BytesIO()
            with zipfile.ZipFile(archive, "w") as writer:
                writer.writestr(name, "x")
            kind = {"Content-Type": "application/zip"}
            upload = urllib.request.Request(deployment["zipUploadUrl"], archive.getvalue(), kind, method="PUT")
            urllib.request.urlopen(upload, timeout=30).close()
            job = {"appId": app, "branchName": "main", "jobId": deployment["jobId"]}
            amplify.start_deployment(**job)
            seen = [amplify.get_job(**job)["job"]["summary"]["status"] for _ in range(2)]
            self.assertEqual(["RUNNING", status], seen)

    def test_a_list_of_distributions_names_their_origins(self) -> None:
        cloudfront = self.client("cloudfront")
        origin = {
            "Id": "site",
            "DomainName": "site.s3.us-east-1.amazonaws.com",
            "S3OriginConfig": {"OriginAccessIdentity": ""},
        }
        cloudfront.create_distribution(
            DistributionConfig={
                "CallerReference": "site",
                "Comment": "the site",
                "Enabled": True,
                "Origins": {"Quantity": 1, "Items": [origin]},
                "DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "https-only"},
            }
        )
        listed = cloudfront.list_distributions()["DistributionList"]["Items"][0]
        self.assertEqual("the site", listed["Comment"])
        self.assertEqual([origin["DomainName"]], [it["DomainName"] for it in listed["Origins"]["Items"]])

    def test_amplify_apps_and_branches(self) -> None:
        amplify = self.client("amplify")
        app = amplify.create_app(name="a", tags={"a": "b"}, accessToken="hidden")["app"]
        self.assertNotIn("accessToken", app)
        amplify.create_branch(appId=app["appId"], branchName="main")
        self.assertEqual({"a": "b"}, amplify.list_tags_for_resource(resourceArn=app["appArn"])["tags"])
        amplify.delete_app(appId=app["appId"])
        self.assertEqual("NotFoundException", self.code(amplify.get_app, appId=app["appId"]))

    def test_a_load_balancer_is_active_at_once(self) -> None:
        made = self.client("elbv2").create_load_balancer(Name="l", Subnets=self.subnets())["LoadBalancers"][0]
        found = self.client("elbv2").describe_load_balancers(LoadBalancerArns=[made["LoadBalancerArn"]])
        self.assertEqual("active", found["LoadBalancers"][0]["State"]["Code"])


class Operations(EmulatorTest):
    def test_slack_channels(self) -> None:
        chatbot = self.client("chatbot")
        made = chatbot.create_slack_channel_configuration(
            SlackTeamId="T07EA123LEP",
            SlackChannelId="C07EZ1ABC23",
            IamRoleArn="arn:aws:iam::111122223333:role/main",
            ConfigurationName="c",
        )["ChannelConfiguration"]
        arn = made["ChatConfigurationArn"]
        self.assertEqual(1, len(chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"]))
        chatbot.delete_slack_channel_configuration(ChatConfigurationArn=arn)
        self.assertEqual([], chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"])

    def test_cost_anomalies(self) -> None:
        costs = self.client("ce")
        monitor = {"MonitorName": "m", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"}
        arn = costs.create_anomaly_monitor(AnomalyMonitor=monitor, ResourceTags=TAGS)["MonitorArn"]
        self.assertEqual(TAGS, costs.list_tags_for_resource(ResourceArn=arn)["ResourceTags"])
        subscription = {
            "MonitorArnList": [arn],
            "Frequency": "DAILY",
            "SubscriptionName": "s",
            "Subscribers": [{"Address": "ops@example.org", "Type": "EMAIL"}],
        }
        made = costs.create_anomaly_subscription(AnomalySubscription=subscription)["SubscriptionArn"]
        costs.delete_anomaly_subscription(SubscriptionArn=made)
        costs.delete_anomaly_monitor(MonitorArn=arn)
        self.assertEqual("UnknownMonitorException", self.code(costs.get_anomaly_monitors, MonitorArnList=[arn]))

    def test_a_rotation_keeps_the_value_and_the_schedule(self) -> None:
        secrets, functions = self.client("secretsmanager"), self.client("lambda")
        role = {"Version": "2012-10-17", "Statement": []}
        arn = self.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=json.dumps(role))["Role"]["Arn"]
        function = functions.create_function(
            FunctionName="f",
            Runtime="python3.12",
            Role=arn,
            Handler="i.h",
            Code={"ZipFile": b"PK\x05\x06" + bytes(18)},
            KMSKeyArn="arn:aws:kms:key",
            DeadLetterConfig={"TargetArn": "arn:aws:sqs:us-east-1:1:dead"},
        )
        self.assertEqual("arn:aws:kms:key", function["KMSKeyArn"])
        self.assertEqual({"TargetArn": "arn:aws:sqs:us-east-1:1:dead"}, function["DeadLetterConfig"])
        secrets.create_secret(Name="s", SecretString="value")
        rules = {"ScheduleExpression": "rate(30 days)", "Duration": "3h"}
        secrets.rotate_secret(SecretId="s", RotationLambdaARN=function["FunctionArn"], RotationRules=rules)
        found = secrets.describe_secret(SecretId="s")
        self.assertEqual((True, rules), (found["RotationEnabled"], found["RotationRules"]))
        self.assertEqual("value", secrets.get_secret_value(SecretId="s")["SecretString"])
        version = secrets.rotate_secret(SecretId=found["ARN"])["VersionId"]
        pending = {"SecretId": found["ARN"], "VersionId": version, "VersionStage": "AWSPENDING"}
        self.assertEqual("ResourceNotFoundException", self.code(secrets.get_secret_value, **pending))
        self.assertNotIn("LastRotatedDate", secrets.describe_secret(SecretId="s"))
        secrets.put_secret_value(
            SecretId="s", SecretString="new", ClientRequestToken=version, VersionStages=["AWSPENDING"]
        )
        secrets.update_secret_version_stage(
            SecretId="s",
            VersionStage="AWSCURRENT",
            MoveToVersionId=version,
            RemoveFromVersionId=secrets.get_secret_value(SecretId="s")["VersionId"],
        )
        self.assertEqual("new", secrets.get_secret_value(SecretId="s")["SecretString"])
        self.assertIn("LastRotatedDate", secrets.describe_secret(SecretId="s"))
        secrets.create_secret(Name="empty")
        secrets.rotate_secret(
            SecretId="empty", RotationLambdaARN=function["FunctionArn"], RotationRules=rules, RotateImmediately=False
        )
        self.assertTrue(secrets.describe_secret(SecretId="empty")["RotationEnabled"])

    def test_services_keep_their_settings_and_run(self) -> None:
        ecs = self.client("ecs")
        ecs.create_cluster(clusterName="c")
        ecs.register_task_definition(family="t", containerDefinitions=[{"name": "a", "image": "i", "memory": 64}])
        strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 0}]
        ecs.create_service(
            cluster="c",
            serviceName="s",
            taskDefinition="t",
            desiredCount=2,
            enableExecuteCommand=True,
            capacityProviderStrategy=strategy,
        )
        found = ecs.describe_services(cluster="c", services=["s"])["services"][0]
        self.assertEqual(
            (strategy, True, 2),
            (found["capacityProviderStrategy"], found["enableExecuteCommand"], found["runningCount"]),
        )

    def test_a_deployment_ends_as_its_image_says(self) -> None:
        ecs = self.service_of("registry/api:1")
        self.register(ecs, "registry/api:2")
        ecs.update_service(cluster="c", service="s", taskDefinition="f:2")
        self.assertEqual(("f:2", "COMPLETED"), self.primary(ecs))
        self.register(ecs, "registry/api:broken-3")
        ecs.update_service(cluster="c", service="s", taskDefinition="f:3")
        self.assertEqual(("f:3", "IN_PROGRESS"), self.primary(ecs))
        breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
        ecs.update_service(cluster="c", service="s", taskDefinition="f:2", deploymentConfiguration=breaker)
        ecs.update_service(cluster="c", service="s", taskDefinition="f:3")
        self.assertEqual(("f:2", "COMPLETED"), self.primary(ecs))

    def test_versions_of_a_service_take_turns(self) -> None:
        ecs, codedeploy = self.service_of("registry/api:1"), self.client("codedeploy")
        codedeploy.create_application(applicationName="a", computePlatform="ECS")
        alarms = {"enabled": True, "alarms": [{"name": "errors"}]}
        codedeploy.create_deployment_group(
            applicationName="a",
            deploymentGroupName="g",
            serviceRoleArn="arn:aws:iam::123456789012:role/r",
            ecsServices=[{"clusterName": "c", "serviceName": "s"}],
            alarmConfiguration=alarms,
        )
        group = codedeploy.get_deployment_group(applicationName="a", deploymentGroupName="g")["deploymentGroupInfo"]
        self.assertEqual(alarms, group["alarmConfiguration"])
        for tag, family, states in (
            ("2", "f:2", ["InProgress", "Succeeded"]),
            ("broken-3", "f:2", ["InProgress", "Failed"]),
            ("stuck-4", "f:2", ["InProgress", "InProgress"]),
        ):
            self.register(ecs, f"registry/api:{tag}")
            target = ecs.describe_task_definition(taskDefinition="f")
            properties = {"TaskDefinition": target["taskDefinition"]["taskDefinitionArn"]}
            content = {"Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": properties}}]}
            deployment = codedeploy.create_deployment(
                applicationName="a",
                deploymentGroupName="g",
                revision={"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps(content)}},
            )["deploymentId"]
            seen = [codedeploy.get_deployment(deploymentId=deployment)["deploymentInfo"]["status"] for _ in states]
            runs = ecs.describe_services(cluster="c", services=["s"])["services"][0]["taskDefinition"]
            self.assertEqual((states, family), (seen, runs.split("/")[-1]))
        codedeploy.stop_deployment(deploymentId=deployment, autoRollbackEnabled=True)
        self.assertEqual("Stopped", codedeploy.get_deployment(deploymentId=deployment)["deploymentInfo"]["status"])

    def test_a_one_off_task_ends_as_its_command_says(self) -> None:
        ecs, logs = self.service_of("registry/api:1"), self.client("logs")
        logs.create_log_group(logGroupName="g")
        for words, code in ((["migrate", "up"], 0), (["sh", "-c", "exit 3"], 3)):
            network = {"awsvpcConfiguration": {"subnets": self.subnets(), "securityGroups": []}}
            command = {"containerOverrides": [{"name": "api", "command": words}]}
            task = ecs.run_task(
                cluster="c", taskDefinition="f", launchType="FARGATE", networkConfiguration=network, overrides=command
            )["tasks"][0]["taskArn"]
            for _ in range(10):
                seen = ecs.describe_tasks(cluster="c", tasks=[task])["tasks"][0]
            self.assertEqual(("STOPPED", code), (seen["lastStatus"], seen["containers"][0]["exitCode"]))
            stream = f"api/api/{task.split('/')[-1]}"
            events = logs.get_log_events(logGroupName="g", logStreamName=stream)["events"]
            self.assertIn(" ".join(words), events[0]["message"])

    def test_containers_of_a_task_on_fargate_need_no_memory_of_their_own(self) -> None:
        ecs = self.client("ecs")
        ecs.create_cluster(clusterName="c")
        containers = [{"name": "api", "image": "i"}, {"name": "proxy", "image": "i", "memory": 64, "essential": False}]
        ecs.register_task_definition(
            family="f", networkMode="awsvpc", cpu="256", memory="512", containerDefinitions=containers
        )
        network = {"awsvpcConfiguration": {"subnets": self.subnets(), "securityGroups": []}}
        found = ecs.run_task(cluster="c", taskDefinition="f", launchType="FARGATE", networkConfiguration=network)
        self.assertEqual((1, []), (len(found["tasks"]), found["failures"]))

    def service_of(self, image: str):
        ecs = self.client("ecs")
        ecs.create_cluster(clusterName="c")
        self.register(ecs, image)
        network = {"awsvpcConfiguration": {"subnets": self.subnets(), "securityGroups": []}}
        ecs.create_service(
            cluster="c", serviceName="s", taskDefinition="f:1", desiredCount=1, networkConfiguration=network
        )
        return ecs

    def register(self, ecs, image: str) -> None:
        log = {"logDriver": "awslogs", "options": {"awslogs-group": "g", "awslogs-stream-prefix": "api"}}
        ecs.register_task_definition(
            family="f",
            networkMode="awsvpc",
            containerDefinitions=[{"name": "api", "image": image, "memory": 512, "logConfiguration": log}],
        )

    def primary(self, ecs) -> tuple[str, str]:
        deployment = ecs.describe_services(cluster="c", services=["s"])["services"][0]["deployments"][0]
        return deployment["taskDefinition"].split("/")[-1], deployment["rolloutState"]

    def test_scalable_targets_have_tags(self) -> None:
        scaling, ecs = self.client("application-autoscaling"), self.client("ecs")
        ecs.create_cluster(clusterName="c")
        ecs.register_task_definition(family="t", containerDefinitions=[{"name": "a", "image": "i", "memory": 64}])
        ecs.create_service(cluster="c", serviceName="s", taskDefinition="t", desiredCount=1)
        arn = scaling.register_scalable_target(
            ServiceNamespace="ecs",
            ResourceId="service/c/s",
            MinCapacity=1,
            ScalableDimension="ecs:service:DesiredCount",
            MaxCapacity=2,
            Tags={"a": "b"},
        )["ScalableTargetARN"]
        self.assertEqual({"a": "b"}, scaling.list_tags_for_resource(ResourceARN=arn)["Tags"])

    def test_budgets_have_tags_and_subscribers(self) -> None:
        budgets = self.client("budgets")
        notification = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80.0}
        subscribers = [{"SubscriptionType": "EMAIL", "Address": "ops@example.org"}]
        budgets.create_budget(
            AccountId=ACCOUNT,
            Budget={
                "BudgetName": "b",
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": "5", "Unit": "USD"},
            },
            NotificationsWithSubscribers=[{"Notification": notification, "Subscribers": subscribers}],
            ResourceTags=TAGS,
        )
        arn = f"arn:aws:budgets::{ACCOUNT}:budget/b"
        self.assertEqual(TAGS, budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"])
        found = budgets.describe_subscribers_for_notification(
            AccountId=ACCOUNT, BudgetName="b", Notification=notification
        )
        self.assertEqual(subscribers, found["Subscribers"])
        budgets.update_budget(
            AccountId=ACCOUNT,
            NewBudget={
                "BudgetName": "b",
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": "7", "Unit": "USD"},
            },
        )
        changed = budgets.describe_budget(AccountId=ACCOUNT, BudgetName="b")["Budget"]
        self.assertEqual("7", changed["BudgetLimit"]["Amount"])

    def test_tags_of_stages_domain_names_and_apis_change(self) -> None:
        gateway = self.client("apigatewayv2")
        api = gateway.create_api(Name="a", ProtocolType="HTTP", Tags={"a": "b"})["ApiId"]
        gateway.create_stage(ApiId=api, StageName="$default", Tags={"a": "b"})
        gateway.create_domain_name(DomainName="api.example.org", DomainNameConfigurations=[{}], Tags={"a": "b"})
        of = "arn:aws:apigateway:us-east-1::"
        for arn in (f"{of}/apis/{api}", f"{of}/apis/{api}/stages/$default", f"{of}/domainnames/api.example.org"):
            gateway.tag_resource(ResourceArn=arn, Tags={"c": "d"})
            gateway.untag_resource(ResourceArn=arn, TagKeys=["a"])
            self.assertEqual({"c": "d"}, gateway.get_tags(ResourceArn=arn)["Tags"])
        self.assertEqual({"c": "d"}, gateway.get_stage(ApiId=api, StageName="$default")["Tags"])

    def test_tags_of_detectors_change(self) -> None:
        guardduty = self.client("guardduty")
        detector = guardduty.create_detector(Enable=True, Tags={"a": "b"})["DetectorId"]
        arn = f"arn:aws:guardduty:us-east-1:{ACCOUNT}:detector/{detector}"
        guardduty.tag_resource(ResourceArn=arn, Tags={"c": "d"})
        guardduty.untag_resource(ResourceArn=arn, TagKeys=["a"])
        self.assertEqual({"c": "d"}, guardduty.list_tags_for_resource(ResourceArn=arn)["Tags"])
        self.assertEqual({"c": "d"}, guardduty.get_detector(DetectorId=detector)["Tags"])

    def test_queues_allow_redrives(self) -> None:
        sqs = self.client("sqs")
        policy = json.dumps({"redrivePermission": "denyAll"})
        url = sqs.create_queue(QueueName="q", Attributes={"RedriveAllowPolicy": policy})["QueueUrl"]
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        self.assertEqual(json.loads(policy), json.loads(found["RedriveAllowPolicy"]))

    def test_a_rule_between_groups_keeps_its_description(self) -> None:
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        groups = [ec2.create_security_group(GroupName=n, Description=n, VpcId=vpc)["GroupId"] for n in ("client", "server")]
        pair = {"GroupId": groups[0], "Description": "client to server"}
        rule = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [pair]}
        ec2.authorize_security_group_ingress(GroupId=groups[1], IpPermissions=[rule])
        rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [groups[1]]}])["SecurityGroupRules"]
        self.assertEqual(["client to server"], [found["Description"] for found in rules if not found["IsEgress"]])

    def test_topics_keep_their_signature_version(self) -> None:
        sns = self.client("sns")
        topic = sns.create_topic(Name="t", Attributes={"SignatureVersion": "2"})["TopicArn"]
        self.assertEqual("2", sns.get_topic_attributes(TopicArn=topic)["Attributes"]["SignatureVersion"])

    def test_a_rotation_without_a_function_is_ended(self) -> None:
        secrets = self.client("secretsmanager")
        secrets.create_secret(Name="managed", SecretString="value")
        secrets.rotate_secret(SecretId="managed", RotationRules={"AutomaticallyAfterDays": 30}, RotateImmediately=False)
        self.assertTrue(secrets.describe_secret(SecretId="managed")["RotationEnabled"])
        secrets.cancel_rotate_secret(SecretId="managed")
        self.assertFalse(secrets.describe_secret(SecretId="managed")["RotationEnabled"])

    def test_keys_keep_their_rotation_period(self) -> None:
        kms = self.client("kms")
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
        self.assertEqual(180, kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"])

    def test_keys_are_disabled_and_deleted_by_their_arn(self) -> None:
        kms = self.client("kms")
        key = kms.create_key()["KeyMetadata"]["Arn"]
        kms.disable_key(KeyId=key)
        kms.enable_key(KeyId=key)
        kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
        self.assertEqual("PendingDeletion", kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"])

    def test_features_of_a_detector_are_switched_one_by_one(self) -> None:
        guardduty = self.client("guardduty")
        detector = guardduty.create_detector(Enable=True)["DetectorId"]
        for feature in ("S3_DATA_EVENTS", "RDS_LOGIN_EVENTS"):
            guardduty.update_detector(DetectorId=detector, Features=[{"Name": feature, "Status": "ENABLED"}])
        guardduty.update_detector(DetectorId=detector, Features=[{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}])
        guardduty.update_detector(DetectorId=detector, Enable=True)
        found = guardduty.get_detector(DetectorId=detector)["Features"]
        self.assertEqual(
            {"S3_DATA_EVENTS": "DISABLED", "RDS_LOGIN_EVENTS": "ENABLED"},
            {feature["Name"]: feature["Status"] for feature in found},
        )

    def test_standards_of_security_hub(self) -> None:
        hub = self.client("securityhub")
        standard = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"
        hub.enable_security_hub(EnableDefaultStandards=False)
        made = hub.batch_enable_standards(StandardsSubscriptionRequests=[{"StandardsArn": standard}])
        arn = made["StandardsSubscriptions"][0]["StandardsSubscriptionArn"]
        found = hub.get_enabled_standards(StandardsSubscriptionArns=[arn])["StandardsSubscriptions"]
        self.assertEqual([(standard, "READY")], [(one["StandardsArn"], one["StandardsStatus"]) for one in found])
        hub.batch_disable_standards(StandardsSubscriptionArns=[arn])
        self.assertEqual([], hub.get_enabled_standards()["StandardsSubscriptions"])

    def test_access_analyzers(self) -> None:
        analyzer = self.client("accessanalyzer")
        arn = analyzer.create_analyzer(analyzerName="main", type="ACCOUNT", tags={"a": "b"})["arn"]
        self.assertEqual("ConflictException", self.code(analyzer.create_analyzer, analyzerName="main", type="ACCOUNT"))
        analyzer.tag_resource(resourceArn=arn, tags={"c": "d"})
        analyzer.untag_resource(resourceArn=arn, tagKeys=["a"])
        found = analyzer.get_analyzer(analyzerName="main")["analyzer"]
        self.assertEqual((arn, "ACTIVE", {"c": "d"}), (found["arn"], found["status"], found["tags"]))
        self.assertEqual({"c": "d"}, analyzer.list_tags_for_resource(resourceArn=arn)["tags"])
        self.assertEqual(["main"], [one["name"] for one in analyzer.list_analyzers(type="ACCOUNT")["analyzers"]])
        analyzer.delete_analyzer(analyzerName="main")
        self.assertEqual("ResourceNotFoundException", self.code(analyzer.get_analyzer, analyzerName="main"))

    def test_an_account_in_front_of_the_host_is_reached_through_the_proxy(self) -> None:
        s3control = self.emulator.client("s3control", proxy=True)
        flags = dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True)
        s3control.put_public_access_block(AccountId=ACCOUNT, PublicAccessBlockConfiguration=flags)
        found = s3control.get_public_access_block(AccountId=ACCOUNT)["PublicAccessBlockConfiguration"]
        self.assertEqual(flags, found)

    def test_code_is_signed_at_once(self) -> None:
        s3, signer = self.client("s3"), self.client("signer")
        s3.create_bucket(Bucket="code")
        s3.put_bucket_versioning(Bucket="code", VersioningConfiguration={"Status": "Enabled"})
        version = s3.put_object(Bucket="code", Key="a.zip", Body=b"archive")["VersionId"]
        signer.put_signing_profile(profileName="main", platformId="AWSLambda-SHA384-ECDSA")
        source = {"s3": {"bucketName": "code", "key": "a.zip", "version": version}}
        target = {"s3": {"bucketName": "code", "prefix": "signed/"}}
        job = signer.start_signing_job(profileName="main", source=source, destination=target)["jobId"]
        found = signer.describe_signing_job(jobId=job)
        self.assertEqual(("Succeeded", source), (found["status"], found["source"]))
        signed = s3.get_object(Bucket="code", Key=found["signedObject"]["s3"]["key"])["Body"].read()
        self.assertEqual(b"archive", signed)
        self.assertEqual([job], [one["jobId"] for one in signer.list_signing_jobs()["jobs"]])
        unknown = {"source": source, "destination": target, "profileName": "other"}
        self.assertEqual("ResourceNotFoundException", self.code(signer.start_signing_job, **unknown))

    def test_configurations_of_code_signing(self) -> None:
        functions = self.client("lambda")
        publishers = {"SigningProfileVersionArns": [f"arn:aws:signer:us-east-1:{ACCOUNT}:/signing-profiles/main/1"]}
        made = functions.create_code_signing_config(AllowedPublishers=publishers, Tags={"a": "b"})["CodeSigningConfig"]
        arn = made["CodeSigningConfigArn"]
        self.assertEqual({"a": "b"}, functions.list_tags(Resource=arn)["Tags"])
        functions.update_code_signing_config(
            CodeSigningConfigArn=arn, CodeSigningPolicies={"UntrustedArtifactOnDeployment": "Enforce"}
        )
        found = functions.get_code_signing_config(CodeSigningConfigArn=arn)["CodeSigningConfig"]
        self.assertEqual("Enforce", found["CodeSigningPolicies"]["UntrustedArtifactOnDeployment"])
        self.assertEqual(publishers, found["AllowedPublishers"])
        functions.delete_code_signing_config(CodeSigningConfigArn=arn)
        gone = {"CodeSigningConfigArn": arn}
        self.assertEqual("ResourceNotFoundException", self.code(functions.get_code_signing_config, **gone))

    def test_saved_queries(self) -> None:
        logs = self.client("logs")
        made = logs.put_query_definition(name="a/b", queryString="fields @message")["queryDefinitionId"]
        found = logs.describe_query_definitions(queryDefinitionNamePrefix="a/")["queryDefinitions"]
        self.assertEqual([made], [query["queryDefinitionId"] for query in found])
        self.assertTrue(logs.delete_query_definition(queryDefinitionId=made)["success"])


class Kubernetes(EmulatorTest):
    ROLE = f"arn:aws:iam::{ACCOUNT}:role/any"

    def setUp(self) -> None:
        super().setUp()
        self.eks = self.client("eks")
        self.cluster()

    def cluster(self, name: str = "c") -> None:
        self.eks.create_cluster(
            name=name,
            roleArn=self.ROLE,
            resourcesVpcConfig={"subnetIds": self.subnets()},
            accessConfig={"authenticationMode": "API", "bootstrapClusterCreatorAdminPermissions": False},
            upgradePolicy={"supportType": "STANDARD"},
        )

    def test_a_cluster_keeps_how_it_is_entered_and_upgraded(self) -> None:
        cluster = self.eks.describe_cluster(name="c")["cluster"]
        self.assertEqual("API", cluster["accessConfig"]["authenticationMode"])
        self.assertEqual("STANDARD", cluster["upgradePolicy"]["supportType"])
        self.assertIn("BEGIN CERTIFICATE", base64.b64decode(cluster["certificateAuthority"]["data"]).decode())

    def test_each_cluster_vouches_for_its_own_service_accounts(self) -> None:
        self.cluster("d")
        issuers = {self.eks.describe_cluster(name=name)["cluster"]["identity"]["oidc"]["issuer"] for name in "cd"}
        self.assertEqual(2, len(issuers))

    def test_the_clusters_security_group_comes_and_goes_with_it(self) -> None:
        ec2 = self.client("ec2")
        group = self.eks.describe_cluster(name="c")["cluster"]["resourcesVpcConfig"]["clusterSecurityGroupId"]
        self.assertEqual(1, len(ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]))
        self.eks.delete_cluster(name="c")
        self.assertEqual("InvalidGroup.NotFound", self.code(ec2.describe_security_groups, GroupIds=[group]))

    def test_a_node_group_keeps_how_it_is_updated(self) -> None:
        self.eks.create_nodegroup(
            clusterName="c",
            nodegroupName="n",
            subnets=self.subnets(),
            nodeRole=self.ROLE,
            updateConfig={"maxUnavailablePercentage": 33},
        )
        group = self.eks.describe_nodegroup(clusterName="c", nodegroupName="n")["nodegroup"]
        self.assertEqual({"maxUnavailablePercentage": 33}, group["updateConfig"])
        self.assertNotIn("remoteAccess", group)

    def test_an_add_on_is_installed_changed_and_removed(self) -> None:
        self.eks.create_addon(clusterName="c", addonName="coredns", configurationValues="{}", tags={"a": "b"})
        self.eks.update_addon(clusterName="c", addonName="coredns", addonVersion="v2.0.0-eksbuild.1")
        addon = self.eks.describe_addon(clusterName="c", addonName="coredns")["addon"]
        self.assertEqual(
            ("ACTIVE", "v2.0.0-eksbuild.1", "{}", {"a": "b"}),
            (addon["status"], addon["addonVersion"], addon["configurationValues"], addon["tags"]),
        )
        self.eks.delete_addon(clusterName="c", addonName="coredns")
        self.assertEqual(
            "ResourceNotFoundException", self.code(self.eks.describe_addon, clusterName="c", addonName="coredns")
        )

    def test_an_access_entry_has_policies_until_it_goes(self) -> None:
        entry = {"clusterName": "c", "principalArn": self.ROLE}
        policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
        self.eks.create_access_entry(**entry)
        self.assertEqual("STANDARD", self.eks.describe_access_entry(**entry)["accessEntry"]["type"])
        self.assertEqual("ResourceInUseException", self.code(self.eks.create_access_entry, **entry))
        scope = {"type": "namespace", "namespaces": ["orders"]}
        self.eks.associate_access_policy(policyArn=policy, accessScope=scope, **entry)
        (associated,) = self.eks.list_associated_access_policies(**entry)["associatedAccessPolicies"]
        self.assertEqual((policy, scope), (associated["policyArn"], associated["accessScope"]))
        self.eks.disassociate_access_policy(policyArn=policy, **entry)
        self.assertEqual([], self.eks.list_associated_access_policies(**entry)["associatedAccessPolicies"])
        self.eks.delete_access_entry(**entry)
        self.assertEqual("ResourceNotFoundException", self.code(self.eks.describe_access_entry, **entry))

    def test_a_pod_identity_is_kept(self) -> None:
        made = self.eks.create_pod_identity_association(
            clusterName="c", namespace="orders", serviceAccount="api", roleArn=self.ROLE
        )["association"]
        found = {"clusterName": "c", "associationId": made["associationId"]}
        self.assertEqual("api", self.eks.describe_pod_identity_association(**found)["association"]["serviceAccount"])
        self.eks.delete_pod_identity_association(**found)
        self.assertEqual("ResourceNotFoundException", self.code(self.eks.describe_pod_identity_association, **found))

    def test_what_is_kept_of_a_cluster_goes_with_it(self) -> None:
        self.eks.create_addon(clusterName="c", addonName="coredns")
        self.eks.delete_cluster(name="c")
        self.cluster()
        self.assertEqual(
            "ResourceNotFoundException", self.code(self.eks.describe_addon, clusterName="c", addonName="coredns")
        )


class LaunchTemplates(EmulatorTest):
    def test_the_tags_of_a_template_are_not_those_of_what_is_launched(self) -> None:
        ec2 = self.client("ec2")
        ec2.create_launch_template(
            LaunchTemplateName="nodes",
            LaunchTemplateData={"TagSpecifications": [{"ResourceType": "instance", "Tags": TAGS}]},
            TagSpecifications=[{"ResourceType": "launch-template", "Tags": TAGS}],
        )
        (version,) = ec2.describe_launch_template_versions(LaunchTemplateName="nodes")["LaunchTemplateVersions"]
        kinds = [one["ResourceType"] for one in version["LaunchTemplateData"]["TagSpecifications"]]
        self.assertEqual(["instance"], kinds)
        (template,) = ec2.describe_launch_templates(LaunchTemplateNames=["nodes"])["LaunchTemplates"]
        self.assertEqual(TAGS, template["Tags"])


class Tables(EmulatorTest):
    def test_a_tag_that_is_set_again_is_replaced(self) -> None:
        dynamodb = self.client("dynamodb")
        key = {"AttributeName": "LockID", "AttributeType": "S"}
        schema = [{"AttributeName": "LockID", "KeyType": "HASH"}]
        table = dynamodb.create_table(
            TableName="locks", KeySchema=schema, AttributeDefinitions=[key], BillingMode="PAY_PER_REQUEST", Tags=TAGS
        )["TableDescription"]["TableArn"]
        dynamodb.tag_resource(ResourceArn=table, Tags=[{"Key": "a", "Value": "c"}])
        self.assertEqual([{"Key": "a", "Value": "c"}], dynamodb.list_tags_of_resource(ResourceArn=table)["Tags"])


class SubnetGroups(EmulatorTest):
    def test_a_group_is_still_there_once_it_is_modified(self) -> None:
        rds = self.client("rds")
        first, second = self.subnets()
        rds.create_db_subnet_group(DBSubnetGroupName="g", DBSubnetGroupDescription="d", SubnetIds=[first])
        rds.modify_db_subnet_group(DBSubnetGroupName="g", SubnetIds=[first, second])
        (group,) = rds.describe_db_subnet_groups(DBSubnetGroupName="g")["DBSubnetGroups"]
        self.assertEqual([first, second], [one["SubnetIdentifier"] for one in group["Subnets"]])


class GatewayEndpoints(EmulatorTest):
    def test_one_whose_route_tables_change_routes_there_and_can_be_deleted(self) -> None:
        ec2 = self.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        first, second = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
        endpoint = ec2.create_vpc_endpoint(
            VpcEndpointType="Gateway", VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=[first]
        )["VpcEndpoint"]["VpcEndpointId"]
        ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=[second], RemoveRouteTableIds=[first])
        routed = {
            table["RouteTableId"]
            for table in ec2.describe_route_tables(RouteTableIds=[first, second])["RouteTables"]
            for route in table["Routes"]
            if route.get("GatewayId") == endpoint
        }
        self.assertEqual({second}, routed)
        self.assertEqual([], ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])["Unsuccessful"])


class NatGateways(EmulatorTest):
    def test_the_address_of_a_deleted_one_serves_the_next(self) -> None:
        ec2 = self.client("ec2")
        subnet, _ = self.subnets()
        address = ec2.allocate_address(Domain="vpc")["AllocationId"]
        first = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
        ec2.delete_nat_gateway(NatGatewayId=first)
        second = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]
        self.assertEqual([address], [one["AllocationId"] for one in second["NatGatewayAddresses"]])


class UserPools(EmulatorTest):
    def test_tags_of_one_can_be_changed(self) -> None:
        cognito = self.client("cognito-idp")
        pool = cognito.create_user_pool(PoolName="customers", UserPoolTags={"a": "b", "c": "d"})["UserPool"]
        cognito.tag_resource(ResourceArn=pool["Arn"], Tags={"a": "e"})
        cognito.untag_resource(ResourceArn=pool["Arn"], TagKeys=["c"])
        self.assertEqual({"a": "e"}, cognito.list_tags_for_resource(ResourceArn=pool["Arn"])["Tags"])
        self.assertEqual({"a": "e"}, cognito.describe_user_pool(UserPoolId=pool["Id"])["UserPool"]["UserPoolTags"])
        other = pool["Arn"] + "x"
        self.assertEqual("ResourceNotFoundException", self.code(cognito.list_tags_for_resource, ResourceArn=other))


if __name__ == "__main__":
    unittest.main()
