namespace CodeAssist.Server.Settings;

/// <summary>Which model server completes code in the place of the model of this program's own host.</summary>
internal enum CompletionEndpointSetting
{
    /// <summary>None: the host does.</summary>
    None,

    /// <summary>That of <c>endpoints.loopback</c>.</summary>
    Loopback,

    /// <summary>That of <c>endpoints.private</c>.</summary>
    Private,
}
