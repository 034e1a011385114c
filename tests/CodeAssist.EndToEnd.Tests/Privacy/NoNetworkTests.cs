using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Privacy;

/// <summary>The processes that see code have no network: what the kernel itself says of them.</summary>
public sealed class NoNetworkTests : ProductTest
{
    private const string Filtered = "2";

    [Fact]
    public async Task The_kernel_filters_every_thread_of_server_and_host_and_not_the_broker()
    {
        var (server, host, broker) = await StartWorkingAsync();

        foreach (var id in (int[])[server, host])
        {
            Assert.NotEmpty(ProcessTable.FieldOfThreads(id, "Seccomp"));
            Assert.All(ProcessTable.FieldOfThreads(id, "Seccomp"), mode => Assert.Equal(Filtered, mode));
            Assert.All(ProcessTable.FieldOfThreads(id, "NoNewPrivs"), flag => Assert.Equal("1", flag));
        }

        // The tests may themselves run under a filter, as in a container: then the broker has theirs and no other.
        Assert.Equal(Filters(Environment.ProcessId), Filters(broker));
        Assert.Equal(Filters(broker) + 1, Filters(server));
        Assert.Equal(Filters(broker) + 1, Filters(host));
    }

    [Fact]
    public async Task Server_and_host_own_no_internet_socket()
    {
        using var control = new TcpListener(IPAddress.Loopback, 0);
        control.Start();
        var (server, host, _) = await StartWorkingAsync();

        var internet = ProcessTable.InternetSockets();

        Assert.NotEmpty(internet.Intersect(ProcessTable.Sockets(Environment.ProcessId)));
        Assert.NotEmpty(ProcessTable.Sockets(host));
        Assert.Empty(internet.Intersect(ProcessTable.Sockets(server)));
        Assert.Empty(internet.Intersect(ProcessTable.Sockets(host)));
    }

    private async Task<(int Server, int Host, int Broker)> StartWorkingAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The filter is Linux's.");
        var server = await StartReadyServerAsync();
        Assert.NotNull(await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious));
        return (server.Id, await server.HostIdAsync(), int.Parse(await server.DetailAsync("broker.processId"), CultureInfo.InvariantCulture));
    }

    private static int Filters(int processId) => int.Parse(ProcessTable.Field(processId, "Seccomp_filters")!, CultureInfo.InvariantCulture);
}
