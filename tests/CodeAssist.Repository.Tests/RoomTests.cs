namespace CodeAssist.Repository.Tests;

/// <summary>The arrows between the rooms and the bans inside them, over the assemblies as they are built.</summary>
public sealed class RoomTests
{
    private static readonly string[] _impureTypes =
    [
        "System.Console", "System.Diagnostics.Process", "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream",
        "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.IO.FileSystemWatcher", "System.IO.RandomAccess",
    ];

    private static readonly string[] _impureNamespaces = ["System.Net", "System.Text.Json", "System.IO.Pipes", "Microsoft.Win32"];

    public static TheoryData<string> Rooms => [.. Room.All.Select(room => room.Project)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_references_only_the_rooms_and_packages_of_the_table(string name)
    {
        var room = Find(name);
        var project = Project.Read($"server/{name}/{name}.csproj");

        Rule.Holds($"{name} may not reference these rooms:", project.Projects.Except(room.Rooms, StringComparer.Ordinal));
        Rule.Holds($"{name} may not reference these packages:", project.Packages.Except(room.Packages, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_does_not_reach_another_room_through_a_third(string name)
    {
        var room = Find(name);
        using var assembly = room.Load();

        var allowed = room.Rooms.Select(Find).Select(other => other.Assembly);
        Rule.Holds($"{name} may not use these rooms:", assembly.References.Where(IsOurs).Except(allowed, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_under_server_is_a_room_of_the_table()
    {
        var projects = RepositoryFiles.Under("server", ".csproj").Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(Room.All.Select(room => room.Project).Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Core_knows_no_disk_network_process_format_or_console()
    {
        using var core = Find("CodeAssist.Core").Load();

        Rule.Holds("Core is pure; these belong to the rooms around it:", core.UsedTypes.Where(IsImpure).Concat(core.UsedMethods.Where(IsEnvironment)));
    }

    /// <summary>On Linux it is OpenSSL, and where that is missing the runtime ends the process. Egress needs it to reach anybody.</summary>
    [Theory]
    [MemberData(nameof(NetworkTests.RoomsWithoutNetwork), MemberType = typeof(NetworkTests))]
    public void No_room_but_egress_uses_the_cryptography_of_the_base_library(string name)
    {
        using var assembly = Find(name).Load();

        Rule.Holds($"{name} uses cryptography:", assembly.UsedTypes.Where(type => type.StartsWith("System.Security.Cryptography.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_Processes_starts_processes()
    {
        Rule.Holds("These rooms start processes:", RoomsThat(assembly => assembly.UsedMethods.Any(IsProcessStart)).Except(["CodeAssist.Processes"], StringComparer.Ordinal));
    }

    [Fact]
    public void Only_rooms_at_the_edge_call_native_code()
    {
        // llama.cpp, system calls, and opening files that may be pipes.
        string[] allowed = ["CodeAssist.ModelHost", "CodeAssist.Processes", "CodeAssist.Context"];

        Rule.Holds("These rooms call native code:", RoomsThat(assembly => assembly.NativeMethods.Count > 0).Except(allowed, StringComparer.Ordinal));
    }

    /// <summary>A scan that sees nothing would let every test above pass.</summary>
    [Fact]
    public void The_scan_sees_what_is_planted_in_this_assembly()
    {
        using var assembly = CompiledAssembly.Load(typeof(PlantedFaults).Assembly.Location);

        Assert.Contains(assembly.UsedTypes, IsImpure);
        Assert.Contains(assembly.UsedMethods, IsProcessStart);
        Assert.Contains(assembly.UsedMethods, IsEnvironment);
        Assert.Single(assembly.NativeMethods);
        Assert.Contains(assembly.OwnTypes, name => string.Equals(name, nameof(PlantedFaults), StringComparison.Ordinal));
    }

    private static IEnumerable<string> RoomsThat(Func<CompiledAssembly, bool> condition) => Room.All
        .Where(room =>
        {
            using var assembly = room.Load();
            return condition(assembly);
        })
        .Select(room => room.Project);

    private static Room Find(string project) => Room.All.Single(room => string.Equals(room.Project, project, StringComparison.Ordinal));

    private static bool IsOurs(string assembly) => assembly.StartsWith("codeassist", StringComparison.OrdinalIgnoreCase);

    private static bool IsImpure(string type) =>
        _impureTypes.Contains(type, StringComparer.Ordinal) || _impureNamespaces.Any(prefix => type.StartsWith(prefix + ".", StringComparison.Ordinal));

    // The compiler asks for the thread's id in every iterator it writes.
    private static bool IsEnvironment(string method) =>
        method.StartsWith("System.Environment::", StringComparison.Ordinal) && !method.EndsWith("::get_CurrentManagedThreadId", StringComparison.Ordinal);

    private static bool IsProcessStart(string method) => string.Equals(method, "System.Diagnostics.Process::Start", StringComparison.Ordinal);
}
