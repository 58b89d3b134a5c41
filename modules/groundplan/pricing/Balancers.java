package groundplan.pricing;

/** Application and network load balancers, and their data transfer to the Internet. */
final class Balancers {
    private Balancers() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_lb", Balancers::balancer)
                .free(
                        "aws_lb_listener",
                        "aws_lb_listener_certificate",
                        "aws_lb_listener_rule",
                        "aws_lb_target_group",
                        "aws_lb_target_group_attachment");
    }

    private static void balancer(Subject balancer, Usage usage, Bill bill) {
        String type = balancer.text("load_balancer_type").orElse("application");
        boolean network = type.equals("network");
        if (!network && !type.equals("application")) {
            throw new Subject.Unreadable("load_balancer_type is " + type + ", for which the table has no price");
        }
        double hours = usage.hoursPerMonth();
        bill.add(type + " load balancer", network ? "elb.nlb_hour" : "elb.alb_hour", hours);
        bill.add(
                "capacity units",
                network ? "elb.nlcu_hour" : "elb.lcu_hour",
                usage.traffic().loadBalancerLcus() * hours);
        if (!balancer.flag("internal")) {
            bill.add(
                    "public IPv4 address in each zone",
                    "vpc.ipv4_hour",
                    balancer.blocks("subnets").size() * hours);
            bill.add("data to the Internet", "transfer.out_gb", usage.traffic().loadBalancerOutGb());
        }
    }
}
