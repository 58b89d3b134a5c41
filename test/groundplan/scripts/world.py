"""What Terraform would have made of a system's environment, as far as the scripts look at it, on the emulator.

usage: world.py services CLUSTER REPOSITORY-PREFIX NAME...   a cluster with services; NAME=CONTAINER when they differ
       world.py turns CLUSTER REPOSITORY-PREFIX NAME...      the same with versions that take turns, by CodeDeploy
       world.py task CLUSTER NAME CONTAINER IMAGE            a task that is run once, in the network of the services
       world.py site HOSTING BACKUP                          two buckets, and a distribution that shows the first
       world.py app NAME                                     an Amplify app with a branch
       world.py functions NAME[+signed][+deployed]...        functions at version 1 of their alias; one that is signed takes
                                                             signed code only, one that is deployed has a deployment group
       world.py states BUCKET KEY=RESOURCES...               states with so many resources
"""

import json
import os
import sys

import boto3

ACCOUNT, REGION = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_REGION"]


def services(cluster: str, prefix: str, *names: str, turns: bool = False) -> None:
    ec2, ecs, ecr, logs = (boto3.client(it) for it in ("ec2", "ecs", "ecr", "logs"))
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{it}.0/24")["Subnet"]["SubnetId"] for it in (1, 2)]
    group = ec2.create_security_group(GroupName="tasks", Description="Tasks", VpcId=vpc)["GroupId"]
    network = {"awsvpcConfiguration": {"subnets": subnets, "securityGroups": [group], "assignPublicIp": "DISABLED"}}
    ecs.create_cluster(clusterName=cluster)
    for entry in names:
        name, _, container = entry.partition("=")
        container = container or name.removeprefix(prefix)
        repository = prefix + container
        ecr.create_repository(repositoryName=repository, imageTagMutability="IMMUTABLE")
        push(ecr, repository, "1.0.0")
        logs.create_log_group(logGroupName=f"/ecs/{name}")
        image = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{repository}:1.0.0"
        if container == "clickhouse":
            image = "docker.io/clickhouse/clickhouse-server:24.8"
        register(ecs, name, container, image)
        breaker = {"deploymentCircuitBreaker": {"enable": container != "sse", "rollback": True}}
        way = {"containerName": container, "containerPort": 8080, "targetGroupArn": f"arn:aws:blue:{name}"}
        ecs.create_service(
            cluster=cluster,
            serviceName=name,
            taskDefinition=f"{name}:1",
            desiredCount=2,
            networkConfiguration=network,
            capacityProviderStrategy=[{"capacityProvider": "FARGATE_SPOT", "weight": 1}],
            **({"deploymentController": {"type": "CODE_DEPLOY"}, "loadBalancers": [way]} if turns
               else {"deploymentConfiguration": breaker}),
        )
        if turns:
            take_turns(prefix + container, cluster, name, waits=container == "waiting")


def take_turns(application: str, cluster: str, service: str, waits: bool) -> None:
    codedeploy = boto3.client("codedeploy")
    codedeploy.create_application(applicationName=application, computePlatform="ECS")
    ready = {"actionOnTimeout": "STOP_DEPLOYMENT" if waits else "CONTINUE_DEPLOYMENT"}
    codedeploy.create_deployment_group(
        applicationName=application,
        deploymentGroupName=application,
        serviceRoleArn=f"arn:aws:iam::{ACCOUNT}:role/deployment",
        ecsServices=[{"clusterName": cluster, "serviceName": service}],
        blueGreenDeploymentConfiguration={"deploymentReadyOption": ready},
    )


def task(cluster: str, name: str, container: str, image: str) -> None:
    ec2, ecs = boto3.client("ec2"), boto3.client("ecs")
    group = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["tasks"]}])["SecurityGroups"][0]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [group["VpcId"]]}])["Subnets"]
    boto3.client("logs").create_log_group(logGroupName=f"/ecs/{name}")
    where = {
        "run:cluster": cluster,
        "run:subnets": " ".join(sorted(it["SubnetId"] for it in subnets)),
        "run:security-group": group["GroupId"],
    }
    register(ecs, name, container, image, tags=where)


def register(ecs, family: str, container: str, image: str, cpu: str = "256", tags: dict | None = None) -> None:
    options = {"awslogs-group": f"/ecs/{family}", "awslogs-region": REGION, "awslogs-stream-prefix": container}
    ecs.register_task_definition(
        family=family,
        requiresCompatibilities=["FARGATE"],
        networkMode="awsvpc",
        cpu=cpu,
        memory="512",
        runtimePlatform={"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
        taskRoleArn=f"arn:aws:iam::{ACCOUNT}:role/{family}",
        executionRoleArn=f"arn:aws:iam::{ACCOUNT}:role/{family}-execution",
        containerDefinitions=[
            {
                "name": container,
                "image": image,
                "environment": [{"name": "PORT", "value": "8080"}],
                "secrets": [{"name": "KEY", "valueFrom": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:key"}],
                "logConfiguration": {"logDriver": "awslogs", "options": options},
            },
            {"name": "xray-daemon", "image": "public.ecr.aws/xray/aws-xray-daemon:3"},
        ],
        tags=[{"key": key, "value": value} for key, value in ({"System": "shop"} | (tags or {})).items()],
    )


def push(ecr, repository: str, tag: str) -> None:
    ecr.put_image(
        repositoryName=repository,
        imageTag=tag,
        imageManifestMediaType="application/vnd.oci.image.manifest.v1+json",
        imageManifest=json.dumps({"schemaVersion": 2, "config": {"digest": tag}, "layers": []}),
    )


def site(hosting: str, backup: str) -> None:
    s3 = boto3.client("s3")
    for bucket in (hosting, backup):
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    boto3.client("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": hosting,
            "Comment": hosting,
            "Enabled": True,
            "Origins": {
                "Quantity": 1,
                "Items": [
                    {
                        "Id": "hosting",
                        "DomainName": f"{hosting}.s3.{REGION}.amazonaws.com",
                        "S3OriginConfig": {"OriginAccessIdentity": ""},
                    }
                ],
            },
            "DefaultCacheBehavior": {"TargetOriginId": "hosting", "ViewerProtocolPolicy": "redirect-to-https"},
        }
    )


def app(name: str) -> None:
    amplify = boto3.client("amplify")
    identity = amplify.create_app(name=name)["app"]["appId"]
    amplify.create_branch(appId=identity, branchName="main")


def functions(*names: str) -> None:
    for entry in names:
        name, *how = entry.split("+")
        signing = {"CodeSigningConfigArn": signed_code()} if "signed" in how else {}
        made = boto3.client("lambda").create_function(
            FunctionName=name,
            Runtime="python3.13",
            Handler="main.handler",
            Role=role(name),
            Code={"ZipFile": b"the first version"},
            Publish=True,
            **signing,
        )
        boto3.client("lambda").create_alias(FunctionName=name, Name="live", FunctionVersion=made["Version"])
        if "deployed" in how:
            deploy = boto3.client("codedeploy")
            deploy.create_application(applicationName=name, computePlatform="Lambda")
            deploy.create_deployment_group(applicationName=name, deploymentGroupName=name, serviceRoleArn=role("shift"))


def role(name: str) -> str:
    return boto3.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]


def signed_code() -> str:
    """A profile with which an archive was signed, as Terraform does it, and the configuration that asks for it."""
    s3, signer, bucket = boto3.client("s3"), boto3.client("signer"), "sarc-ng-test-code"
    s3.create_bucket(Bucket=bucket)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    version = s3.put_object(Bucket=bucket, Key="placeholder.zip", Body=b"the first version")["VersionId"]
    profile = signer.put_signing_profile(profileName="sarc_ng_test", platformId="AWSLambda-SHA384-ECDSA")
    signer.start_signing_job(
        profileName="sarc_ng_test",
        source={"s3": {"bucketName": bucket, "key": "placeholder.zip", "version": version}},
        destination={"s3": {"bucketName": bucket, "prefix": "signed/"}},
    )
    publishers = {"SigningProfileVersionArns": [profile["profileVersionArn"]]}
    made = boto3.client("lambda").create_code_signing_config(AllowedPublishers=publishers)
    return made["CodeSigningConfig"]["CodeSigningConfigArn"]


def states(bucket: str, *entries: str) -> None:
    s3 = boto3.client("s3")
    if not any(it["Name"] == bucket for it in s3.list_buckets()["Buckets"]):
        s3.create_bucket(Bucket=bucket)
    for entry in entries:
        key, _, count = entry.partition("=")
        resources = [{"mode": "managed", "type": "aws_sns_topic", "name": str(it)} for it in range(int(count))]
        s3.put_object(Bucket=bucket, Key=key, Body=json.dumps({"version": 4, "resources": resources}))


if __name__ == "__main__":
    makers = {"app": app, "functions": functions, "services": services, "site": site, "states": states, "task": task}
    makers["turns"] = lambda *words: services(*words, turns=True)
    makers[sys.argv[1]](*sys.argv[2:])
