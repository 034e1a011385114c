namespace CodeAssist.Processes.Directories;

/// <summary>The three ways in which operating systems lay out a user's files.</summary>
public enum DirectoryLayout
{
    /// <summary>XDG base directories: Linux and the BSDs.</summary>
    Xdg,

    /// <summary><c>~/Library</c>.</summary>
    MacOs,

    /// <summary><c>AppData</c>.</summary>
    Windows,
}
