namespace CodeAssist.Server.Settings;

/// <summary>Who may set a setting.</summary>
internal enum SettingScope
{
    /// <summary>The user and the workspace, from the editor or the user's own file.</summary>
    Workspace,

    /// <summary>
    /// Only the user's own file: it names what is executed or parsed by native code, or weakens a promise. The same key from an
    /// editor, which may have read it in a repository, is ignored with one notice.
    /// </summary>
    Guarded,
}
