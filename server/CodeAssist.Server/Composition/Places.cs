using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.Composition;

/// <summary>Where everything is: what was installed, and what is the user's.</summary>
internal sealed record Places(ProductFiles Product, AppDirectories Directories);
