using System.Text.Json;

namespace CodeAssist.Repository.Tests;

/// <summary>One program has a network: over every assembly that is shipped, ours and third parties', as metadata says it.</summary>
public sealed class NetworkTests
{
    /// <summary>All that is deployed with egress and may open connections. A further one starts as an entry in docs/decisions.md.</summary>
    private static readonly string[] _networked = ["Anthropic", "OpenAI", "System.ClientModel"];

    /// <summary>What is deployed with server or host and names a type of those namespaces without being able to reach anybody.</summary>
    private static readonly string[] _harmless =
    [
        // Asks for the machine's own name when it prints a link to a file.
        "Spectre.Console: System.Net.Dns::GetHostName",
        // Percent signs in addresses of data, and the names of its kinds.
        "Microsoft.Extensions.AI.Abstractions: System.Net.WebUtility",
        "Microsoft.Extensions.AI.Abstractions: System.Net.Http.Headers.MediaTypeHeaderValue",
    ];

    private static readonly string[] _otherPrograms = ["codeassist", "codeassist-host"];

    public static TheoryData<string> RoomsWithoutNetwork => [.. Room.All.Select(room => room.Project).Where(project => project is not Room.Egress)];

    [Theory]
    [MemberData(nameof(RoomsWithoutNetwork))]
    public void No_room_but_egress_uses_network_types(string name)
    {
        using var assembly = Room.All.Single(room => string.Equals(room.Project, name, StringComparison.Ordinal)).Load();

        Rule.Holds($"{name} uses network types:", assembly.UsedTypes.Where(IsNetwork));
    }

    [Fact]
    public void The_third_party_assemblies_that_could_open_a_connection_are_a_fixed_list()
    {
        var found = Shipped().Where(path => Uses(path).Except(_harmless, StringComparer.Ordinal).Any()).Select(NameOf);

        Assert.Equal(_networked, found.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void They_are_deployed_with_egress_and_with_nothing_else()
    {
        Rule.Holds("egress lacks:", _networked.Except(DeployedWith("codeassist-egress"), StringComparer.Ordinal));
        foreach (var program in _otherPrograms)
        {
            var deployed = DeployedWith(program);
            Assert.Contains(program, deployed, StringComparer.Ordinal);
            Rule.Holds($"{program} is deployed with network code:", deployed.Intersect([.. _networked, "codeassist-egress"], StringComparer.Ordinal));
        }
    }

    [Fact]
    public void What_is_called_harmless_is_there()
    {
        var used = Shipped().SelectMany(Uses);

        Rule.Holds("Take from the list; nothing uses it any more:", _harmless.Except(used, StringComparer.Ordinal));
    }

    /// <summary>A scan that sees nothing would let every test above pass.</summary>
    [Fact]
    public void The_scan_sees_the_socket_that_is_planted_in_this_assembly_and_those_of_egress()
    {
        using var planted = CompiledAssembly.Load(typeof(PlantedFaults).Assembly.Location);
        using var egress = Room.All.Single(room => room.Project is Room.Egress).Load();

        Assert.Contains(planted.UsedTypes, IsNetwork);
        Assert.Contains("System.Net.Sockets.Socket", egress.UsedTypes, StringComparer.Ordinal);
        Assert.Contains("System.Net.Http.SocketsHttpHandler", egress.UsedTypes, StringComparer.Ordinal);
    }

    private static List<string> Shipped()
    {
        var packages = Packages.Shipped.Select(package => package.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var paths = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(path => packages.Contains(NameOf(path))).ToList();
        Assert.NotEmpty(paths);
        return paths;
    }

    /// <returns>What the assembly uses of the network's namespaces, as <c>Assembly: what</c>; of the name service its methods.</returns>
    private static List<string> Uses(string path)
    {
        using var assembly = CompiledAssembly.Load(path);
        return [.. assembly.UsedMethods.Where(method => IsNetwork(method) && method.StartsWith("System.Net.Dns::", StringComparison.Ordinal))
            .Concat(assembly.UsedTypes.Where(type => IsNetwork(type) && type is not "System.Net.Dns"))
            .Distinct(StringComparer.Ordinal)
            .Select(name => $"{assembly.Name}: {name}")];
    }

    private static List<string> DeployedWith(string program)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, program + ".deps.json")));
        var target = manifest.RootElement.GetProperty("targets").EnumerateObject().Single().Value;
        return [.. target.EnumerateObject()
            .Where(library => library.Value.TryGetProperty("runtime", out _))
            .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))];
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool IsNetwork(string name) =>
        name.StartsWith("System.Net.", StringComparison.Ordinal) || name.StartsWith("System.Security.Cryptography.X509Certificates.X509Chain", StringComparison.Ordinal);
}
