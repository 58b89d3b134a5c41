locals {
  trust = { for service in ["ec2", "eks", "eks-fargate-pods", "pods.eks"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
}

resource "aws_kms_key" "main" {}

resource "aws_iam_role" "main" {
  for_each           = local.trust
  name               = replace(each.key, ".", "-")
  assume_role_policy = each.value
}

resource "aws_eks_cluster" "main" {
  name                          = "main"
  role_arn                      = aws_iam_role.main["eks"].arn
  version                       = "1.35"
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  bootstrap_self_managed_addons = false

  vpc_config {
    subnet_ids              = [aws_subnet.a.id, aws_subnet.b.id]
    security_group_ids      = [aws_security_group.main.id]
    endpoint_private_access = true
    endpoint_public_access  = false
  }

  encryption_config {
    resources = ["secrets"]
    provider {
      key_arn = aws_kms_key.main.arn
    }
  }

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false
  }

  upgrade_policy {
    support_type = "STANDARD"
  }
}

resource "aws_iam_openid_connect_provider" "main" {
  url            = aws_eks_cluster.main.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_launch_template" "main" {
  name                   = "main"
  update_default_version = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_type           = "gp3"
      volume_size           = 50
      encrypted             = true
      kms_key_id            = aws_kms_key.main.arn
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "node" }
  }
}

resource "aws_eks_node_group" "main" {
  cluster_name    = aws_eks_cluster.main.name
  node_group_name = "main"
  node_role_arn   = aws_iam_role.main["ec2"].arn
  subnet_ids      = [aws_subnet.a.id, aws_subnet.b.id]
  version         = aws_eks_cluster.main.version
  ami_type        = "AL2023_ARM_64_STANDARD"
  capacity_type   = "SPOT"
  instance_types  = ["m7g.large"]
  labels          = { workload = "general" }

  launch_template {
    id      = aws_launch_template.main.id
    version = aws_launch_template.main.latest_version
  }

  scaling_config {
    min_size     = 1
    max_size     = 3
    desired_size = 1
  }

  update_config {
    max_unavailable_percentage = 33
  }

  taint {
    key    = "batch"
    value  = "true"
    effect = "NO_SCHEDULE"
  }
}

resource "aws_eks_fargate_profile" "main" {
  cluster_name           = aws_eks_cluster.main.name
  fargate_profile_name   = "main"
  pod_execution_role_arn = aws_iam_role.main["eks-fargate-pods"].arn
  subnet_ids             = [aws_subnet.a.id, aws_subnet.b.id]

  selector {
    namespace = "orders"
    labels    = { size = "small" }
  }
}

resource "aws_eks_addon" "main" {
  cluster_name                = aws_eks_cluster.main.name
  addon_name                  = "vpc-cni"
  configuration_values        = jsonencode({ enableNetworkPolicy = "true" })
  service_account_role_arn    = aws_iam_role.main["ec2"].arn
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
}

resource "aws_eks_access_entry" "main" {
  cluster_name  = aws_eks_cluster.main.name
  principal_arn = aws_iam_role.main["ec2"].arn
}

resource "aws_eks_access_policy_association" "main" {
  cluster_name  = aws_eks_cluster.main.name
  principal_arn = aws_eks_access_entry.main.principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"

  access_scope {
    type       = "namespace"
    namespaces = ["orders"]
  }
}

resource "aws_eks_pod_identity_association" "main" {
  cluster_name    = aws_eks_cluster.main.name
  namespace       = "orders"
  service_account = "api"
  role_arn        = aws_iam_role.main["pods.eks"].arn
}
