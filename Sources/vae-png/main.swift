import VAETools

PngTool.start()
