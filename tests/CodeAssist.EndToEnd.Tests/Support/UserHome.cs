using System.Text.Json.Nodes;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>One user of the product: directories, settings and a workspace of their own, and nothing of whoever runs the tests.</summary>
internal sealed class UserHome : IDisposable
{
    // Short, because a socket's path may have a hundred characters.
    public string Folder { get; } = Directory.CreateTempSubdirectory("ca-").FullName;

    public string Workspace => Directory.CreateDirectory(Path.Combine(Folder, "work")).FullName;

    public string Config => Path.Combine(Folder, "config", "codeassist");

    public string Data => Path.Combine(Folder, "data", "codeassist");

    public string State => Path.Combine(Folder, "state", "codeassist");

    public string Cache => Path.Combine(Folder, "cache", "codeassist");

    public string Runtime => Path.Combine(Folder, "run", "codeassist");

    public string ServerLog => Path.Combine(State, "log", "codeassist.log");

    public string HostLog => Path.Combine(State, "log", "codeassist-host.log");

    public string SettingsFile => Path.Combine(Config, "settings.json");

    /// <summary>The user's settings. A host leaves with its last client, unless a test wants it to stay.</summary>
    public Dictionary<string, JsonNode?> Settings { get; } = new(StringComparer.Ordinal) { ["host.idleExitSeconds"] = 0 };

    public bool HostsLeaveAtOnce => Settings.TryGetValue("host.idleExitSeconds", out var seconds) && (int?)seconds == 0;

    /// <summary>What to start with: the test's own environment, with everything of the user's pointed here.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    public string In(string relative) => Path.Combine(Folder, relative);

    /// <summary>Writes the settings and names every directory; called before each start.</summary>
    public void Prepare(IDictionary<string, string?> environment)
    {
        environment["HOME"] = environment["USERPROFILE"] = Folder;
        environment["XDG_CONFIG_HOME"] = In("config");
        environment["XDG_DATA_HOME"] = In("data");
        environment["XDG_STATE_HOME"] = In("state");
        environment["XDG_CACHE_HOME"] = In("cache");
        environment["XDG_RUNTIME_DIR"] = In("run");
        foreach (var (name, value) in Environment)
        {
            environment[name] = value;
        }

        if (!File.Exists(SettingsFile))
        {
            WriteSettings(new JsonObject([.. Settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]).ToJsonString());
        }
    }

    public void WriteSettings(string json)
    {
        Directory.CreateDirectory(Config);
        File.WriteAllText(SettingsFile, json);
    }

    /// <summary>Writes a file of the workspace and returns its path.</summary>
    public string WriteFile(string name, string text)
    {
        var path = Path.Combine(Workspace, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Lets Mesa keep its compiled shaders between runs: compiling them takes most of the time of a test on its driver.</summary>
    public void KeepShaders()
    {
        var kept = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "artifacts", "cache", "shaders")).FullName;
        Directory.CreateDirectory(Cache);
        Directory.CreateSymbolicLink(Path.Combine(Cache, "shaders"), kept);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
