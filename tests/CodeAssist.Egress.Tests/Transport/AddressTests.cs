using System.Net;
using System.Net.Sockets;
using CodeAssist.Core.Providers;
using CodeAssist.Egress.Protocol;
using CodeAssist.Egress.Tests.Support;
using CodeAssist.TestSupport;
using CodeAssist.Egress.Transport;

namespace CodeAssist.Egress.Tests.Transport;

/// <summary>Case 31: a name is looked up once, all its addresses are checked, and the connection goes to one that was checked.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:93.184.216.34")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("198.18.0.1")]
    public void A_closed_api_is_never_at_such_an_address(string address) =>
        Assert.False(AddressRules.Allows(ProviderPlace.Internet, IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("64:ff9b::5db8:d822")]
    public void A_closed_api_may_be_at_a_public_address(string address) =>
        Assert.True(AddressRules.Allows(ProviderPlace.Internet, IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("fd12::1", true)]
    [InlineData("93.184.216.34", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::ffff:10.1.2.3", false)]
    public void A_private_endpoint_is_another_machine(string address, bool expected) =>
        Assert.Equal(expected, AddressRules.Allows(ProviderPlace.PrivateEndpoint, IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("127.0.0.2", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("93.184.216.34", false)]
    public void A_model_server_on_this_machine_is_at_two_addresses(string address, bool expected) =>
        Assert.Equal(expected, AddressRules.Allows(ProviderPlace.Loopback, IPAddress.Parse(address)));

    [Theory]
    [InlineData(ProviderPlace.Internet, "127.0.0.1")]
    [InlineData(ProviderPlace.PrivateEndpoint, "127.0.0.1")]
    [InlineData(ProviderPlace.Internet, "93.184.216.34", "127.0.0.1")]
    [InlineData(ProviderPlace.Internet, "127.0.0.1", "93.184.216.34")]
    [InlineData(ProviderPlace.Internet, "169.254.169.254")]
    [InlineData(ProviderPlace.Internet)]
    public async Task A_name_that_leads_to_this_machine_is_refused_after_one_look(ProviderPlace place, params string[] answer)
    {
        await using var server = ScriptedProvider.Sink();
        var lookups = 0;
        var provider = Asking.Loopback(server) with { Place = place, Origin = new Origin("http", "models.example", server.Port) };
        using var asking = new Asking(provider)
        {
            Lookup = (_, _) =>
            {
                lookups++;
                return Task.FromResult(answer.Select(IPAddress.Parse).ToArray());
            },
        };

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.AddressRefused, result.Failure?.Kind);
        Assert.Equal($"http://models.example:{server.Port} leads to an address where no request of this kind may go; nothing was sent.", result.Failure?.Message);
        Assert.Equal(1, lookups);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task What_is_not_encrypted_stays_in_ones_own_network()
    {
        await using var server = ScriptedProvider.Sink();
        var provider = Asking.Loopback(server) with { Place = ProviderPlace.PrivateEndpoint, Origin = new Origin("http", "models.example", server.Port) };
        using var asking = new Asking(provider) { Lookup = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34")]) };

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.AddressRefused, result.Failure?.Kind);
        Assert.Contains("is not encrypted and outside your own network", result.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_server_on_this_machine_is_never_looked_up_by_name()
    {
        await using var server = ScriptedProvider.Sink();
        using var asking = new Asking(Asking.Loopback(server) with { Origin = new Origin("http", "localhost", server.Port) });

        var result = await asking.RunAsync();

        Assert.Equal(EgressFailureKind.AddressRefused, result.Failure?.Kind);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told_from_a_host_that_does_not_answer()
    {
        var gone = ScriptedProvider.Sink();
        var nobody = Asking.Loopback(gone) with { Name = "Somebody" };
        await gone.DisposeAsync();
        using var closed = new Asking(nobody);
        using var unknown = new Asking(nobody with { Place = ProviderPlace.Internet, Origin = new Origin("https", "models.example", 443) })
        {
            Lookup = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
        };

        Assert.Equal("The address of models.example is not known here, so Somebody cannot be reached.", (await unknown.RunAsync()).Failure?.Message);
        Assert.Equal($"Nobody answers at {nobody.Origin}.", (await closed.RunAsync()).Failure?.Message);
    }
}
