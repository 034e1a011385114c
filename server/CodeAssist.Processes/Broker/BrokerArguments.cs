using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CodeAssist.Core.Providers;
using CodeAssist.Processes.Children;
using CodeAssist.Processes.Policy;

namespace CodeAssist.Processes.Broker;

/// <summary>The broker's command line, written and read only in this room.</summary>
/// <param name="ParentId">Process id of the server it belongs to.</param>
/// <param name="Policy">Where the user's decisions lie.</param>
/// <param name="Host">The model host it may start.</param>
/// <param name="Egress">The egress it may start where the policy allows.</param>
internal sealed record BrokerArguments(int ParentId, PolicyFiles Policy, ModelHostLaunch Host, EgressLaunch Egress)
{
    public const string Verb = "broker";

    private const string Parent = "--parent";
    private const string UserPolicy = "--user-policy";
    private const string PrivateRepositories = "--private-repositories";
    private const string HostPath = "--host";
    private const string Libraries = "--libraries";
    private const string RuntimeDirectory = "--runtime-dir";
    private const string CacheDirectory = "--cache-dir";
    private const string LogFile = "--log-file";
    private const string Build = "--build";
    private const string IdleExitSeconds = "--idle-exit-seconds";
    private const string SoftwareVulkanAllowed = "--software-vulkan";
    private const string EgressPath = "--egress";
    private const string PrivateEndpoint = "--private-endpoint";
    private const string LoopbackEndpoint = "--loopback-endpoint";
    private const string Proxy = "--proxy";
    private const string UserProvidersFile = "--user-providers";
    private const string UserKeyVariables = "--user-key-variables";
    private const string UserModels = "--user-models";
    private const string ModelMirror = "--model-mirror";
    private const string ModelAddress = "--model-address";
    private const string ModelWords = "--model-words";

    /// <summary>The arguments after the verb.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        Parent, ParentId.ToString(CultureInfo.InvariantCulture),
        UserPolicy, Policy.User,
        PrivateRepositories, Policy.Private,
        HostPath, Host.HostPath,
        Libraries, Host.Libraries,
        RuntimeDirectory, Host.RuntimeDirectory,
        CacheDirectory, Host.CacheDirectory,
        LogFile, Host.LogFile,
        Build, Host.Build,
        IdleExitSeconds, ((long)Host.IdleExit.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        SoftwareVulkanAllowed, Host.SoftwareVulkan.ToString(),
        EgressPath, Egress.EgressPath,
        PrivateEndpoint, Egress.Endpoints.Private,
        LoopbackEndpoint, Egress.Endpoints.Loopback,
        Proxy, Egress.Endpoints.Proxy,
        UserProvidersFile, Egress.Added.File,
        UserKeyVariables, Egress.Added.KeyVariables,
        UserModels, Egress.Models.List,
        ModelMirror, Egress.Models.Mirror,
        ModelAddress, Egress.Models.Address,
        ModelWords, Egress.Models.Words,
    ];

    public static bool TryParse(
        IReadOnlyList<string> arguments, [NotNullWhen(true)] out BrokerArguments? parsed, [NotNullWhen(false)] out string? problem)
    {
        parsed = null;
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (var index = 0; index + 1 < arguments.Count; index += 2)
        {
            values[arguments[index]] = arguments[index + 1];
        }

        string[] expected =
        [
            Parent, UserPolicy, PrivateRepositories, HostPath, Libraries, RuntimeDirectory, CacheDirectory, LogFile, Build, IdleExitSeconds,
            SoftwareVulkanAllowed, EgressPath, PrivateEndpoint, LoopbackEndpoint, Proxy, UserProvidersFile, UserKeyVariables,
            UserModels, ModelMirror, ModelAddress, ModelWords,
        ];
        problem = arguments.Count % 2 != 0 || values.Keys.Except(expected, StringComparer.Ordinal).Any() ? "it has unknown arguments"
            : expected.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing ? $"{missing} is missing"
            : null;
        if (problem is not null)
        {
            return false;
        }

        if (!int.TryParse(values[Parent], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
            || !int.TryParse(values[IdleExitSeconds], NumberStyles.None, CultureInfo.InvariantCulture, out var idleSeconds)
            || !Enum.TryParse<SoftwareVulkan>(values[SoftwareVulkanAllowed], out var software))
        {
            problem = $"{Parent}, {IdleExitSeconds} or {SoftwareVulkanAllowed} has a value that it cannot have";
            return false;
        }

        var host = new ModelHostLaunch(
            values[HostPath],
            values[Libraries],
            values[RuntimeDirectory],
            values[CacheDirectory],
            values[LogFile],
            values[Build],
            TimeSpan.FromSeconds(idleSeconds),
            software);
        var endpoints = new NamedEndpoints(values[PrivateEndpoint], values[LoopbackEndpoint], values[Proxy]);
        var egress = new EgressLaunch(values[EgressPath], endpoints)
        {
            Added = new UserProviders(values[UserProvidersFile], values[UserKeyVariables]),
            Models = new ModelSources(values[UserModels], values[ModelMirror]) { Address = values[ModelAddress], Words = values[ModelWords] },
        };
        parsed = new BrokerArguments(parent, new PolicyFiles(values[UserPolicy], values[PrivateRepositories]), host, egress);
        return true;
    }
}
