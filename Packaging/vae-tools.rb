# A Homebrew formula, written but not yet run: the release's address and digest are to be filled in.
class VaeTools < Formula
  desc "Variational auto-encoders from the shell"
  homepage "https://example.invalid/vae-tools"
  url "https://example.invalid/vae-tools-0.1.0-source.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on xcode: ["26.0", :build]
  depends_on "libpng"
  uses_from_macos "swift" => :build
  uses_from_macos "zlib"

  def install
    system "make", "install", "PREFIX=#{prefix}", "LINKING=--disable-sandbox --static-swift-stdlib"
  end

  test do
    assert_match "vae #{version}", shell_output("#{bin}/vae --version")
    system bin/"vae-sample", "--help"
  end
end
