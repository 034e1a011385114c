namespace CodeAssist.Server.Settings;

/// <summary>Whether suggestions are also offered in the editor's ordinary list of completions.</summary>
internal enum OrdinaryItemsSetting
{
    /// <summary>Where the editor has no ghost text to show them in.</summary>
    Automatic,

    On,

    Off,
}
