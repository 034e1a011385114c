namespace CodeAssist.Repository.Tests;

/// <summary>Tests lie where the code lies that they are about.</summary>
public sealed class TestProjectTests
{
    // These look at the product as a whole.
    private static readonly string[] _acrossRooms = ["CodeAssist.EndToEnd.Tests", "CodeAssist.Repository.Tests"];

    // Records without behaviour of their own, covered by the tests of both of its sides.
    private static readonly string[] _withoutTests = ["CodeAssist.Egress.Protocol", "CodeAssist.ModelHost.Protocol"];

    public static TheoryData<string> TestProjects => [.. Names()];

    [Fact]
    public void Every_room_has_a_test_project_and_every_test_project_a_room()
    {
        var expected = Room.All.Select(room => room.Project).Except(_withoutTests, StringComparer.Ordinal).Select(name => name + ".Tests").Concat(_acrossRooms);

        Assert.Equal(expected.Order(StringComparer.Ordinal), Names().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(TestProjects))]
    public void A_test_project_has_the_folders_of_its_room(string name)
    {
        var room = Path.Combine(RepositoryFiles.Root, "server", name[..^".Tests".Length]);
        if (_acrossRooms.Contains(name, StringComparer.Ordinal))
        {
            Assert.False(Directory.Exists(room));
            return;
        }

        // "Support" holds what only this room's tests share.
        var folders = RepositoryFiles.Under($"tests/{name}", ".cs").Select(path => Path.GetDirectoryName(path[$"tests/{name}/".Length..])!)
            .Where(folder => folder is not "Support");
        Rule.Holds("These folders of tests have no folder of code:", folders.Where(folder => !Directory.Exists(Path.Combine(room, folder))));
    }

    private static IEnumerable<string> Names() =>
        RepositoryFiles.Under("tests", ".Tests.csproj").Select(path => Path.GetFileNameWithoutExtension(path));
}
